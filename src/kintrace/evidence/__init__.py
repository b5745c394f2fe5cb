"""Kinds of evidence: each turns what two sides say into a `Weight`."""
