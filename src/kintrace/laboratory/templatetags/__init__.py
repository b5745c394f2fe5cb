"""Sections of the laboratory for the pages of other rooms."""
