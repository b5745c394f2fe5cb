"""The pages of the laboratory, one noun a file."""
