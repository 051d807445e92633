"""What stands beside the visit: add-on services and modifiers."""
