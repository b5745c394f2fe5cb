"""What pages of other rooms show of the work on a case."""
