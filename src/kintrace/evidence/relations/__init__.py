"""The evidence of relations: father, mother, kunyas, brothers and sisters, as one household."""
