"""What the forms ask for: the 837P and CMS-1500, the 837I and UB-04."""
