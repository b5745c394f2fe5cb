"""The pages of the work on one case, of the desk on call, and of the recovery keys."""
