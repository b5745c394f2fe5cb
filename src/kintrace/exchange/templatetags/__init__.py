"""What other pages show of sharing."""
