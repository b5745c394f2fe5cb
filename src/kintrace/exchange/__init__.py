"""What leaves the record for others: through one table of profiles, to named recipients, as families agreed."""
