"""What the whole claim says, visits and other services alike: days, places, charges, and modifiers that any line may carry."""
