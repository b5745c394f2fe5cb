"""What is sealed, and who may open it: keys, sealed fields, capsules, contact cards and files.

`cases` seals and opens what the matcher may read; `docs/explanation/sealing.md` says which key opens what.
"""
