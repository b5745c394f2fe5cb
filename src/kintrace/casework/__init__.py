"""Who works on a case, what is sealed to them alone, how the family is called, and what happens if a key is lost."""
