"""The mailbox between the two doors: what strangers left, sealed, and what the staff put up for them to read."""
