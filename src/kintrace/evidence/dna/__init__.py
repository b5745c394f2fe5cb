"""DNA: how probable are these profiles if the persons are related like this, rather than like that?

STR and SNP profiles, allele frequencies, mutation, and exact likelihoods on any pedigree, loops and identical twins
included; joint identification of several persons; screening of many children against many families; what sampling
one more relative would gain. Pure: profiles come in as values and nothing is kept.
"""
