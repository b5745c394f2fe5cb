"""Matching over the record: runs, their candidates, and what people judge of them."""
