"""Who may do what, and the trail of what was done: staff, roles, sign-in, the append-only audit trail."""
