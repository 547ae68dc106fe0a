"""What follows when a letter has left, or never can."""
