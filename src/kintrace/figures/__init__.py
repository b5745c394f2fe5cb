"""How many children: the counts ladder and the estimate for staff, and what of them is fit to be published."""
