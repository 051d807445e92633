"""Medical necessity: national and local coverage, and notices to the patient."""
