"""Letters from the public door: fetched still sealed, opened one at a time by a named person of the desk."""
