"""What is documented lacks what its code needs: type, stage, side, cause."""
