"""The record: children sought, children registered, and every statement about them with its source."""
