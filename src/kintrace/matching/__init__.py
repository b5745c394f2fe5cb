"""Two lists in, ranked and explained candidates out."""
