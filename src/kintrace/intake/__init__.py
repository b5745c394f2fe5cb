"""How what people know comes in: lists today; later the hotline and the families' own door."""
