"""The door for families: one plain page on which a letter can be left, without an account and without a script."""
