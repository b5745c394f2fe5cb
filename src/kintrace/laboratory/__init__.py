"""The laboratory: samples of the very people who agreed, their sealed profiles, and what two readers make of them."""
