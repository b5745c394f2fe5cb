"""Files of Familias as that program writes them: a value a line, alleles as places in the database at the end."""

PAPER = {"L": {"1": 0.1, "2": 0.2, "3": 0.3, "4": 0.4}}
PATERNITY = {  # name: is a man, genotype
    "AF": (True, {"L": "22"}),
    "MO": (False, {"L": "11"}),
    "CH": (True, {"L": "12"}),
}
FATHER, ANOTHER = ("H1", [("AF", "CH"), ("MO", "CH")]), ("H2", [("MO", "CH")])


def fam(
    people=PATERNITY,
    pedigrees=(FATHER, ANOTHER),
    tables=PAPER,
    *,
    mutation=(0, 0, 0, 0),
    head=("", ""),
    silent="#FALSE#",
    theta=0,
    known=(),
    dropout=(),
):
    """Return the text of a file.

    `mutation` is the female and male rate, and the codes of their models; ("A=", "B") says that two are one genome.
    """
    names, markers = list(people), list(tables)
    lines = ['"Output from Familias, version 3.3.1"', '"DO NOT EDIT!"', "3.3.1", *head[:1], str(len(people))]
    for name, (man, genotypes) in people.items():
        flag = "-1 (Consider dropouts)" if name in dropout else "-1"
        lines += [f'"{name}"', "#FALSE#", flag, "#FALSE#", "#TRUE#" if man else "#FALSE#", str(len(genotypes))]
        for marker, pair in genotypes.items():
            lines += [str(list(tables[marker]).index(allele)) for allele in pair] + [str(markers.index(marker))]
    lines += ['"Known relations"', "0", "0", str(len(known)), *_places(known, names), str(len(pedigrees))]
    for number, (name, relations) in enumerate(pedigrees):
        lines += [str(number), f'"{name}"', "0", "0", str(len(relations)), *_places(relations, names)]
    lines += [f"#FALSE# (#Databases: 1 ;Theta/Kinship/Fst: {theta} )", str(len(tables)), "#TRUE#", '"paper"']
    for marker, table in tables.items():
        lines += [f'"{marker}"', *map(str, mutation), str(len(table)), "0.1", "0.1", "1e-006", "1e-006", silent, "0"]
        about = f"(DatabaseSize = 1000 , Dropout probability = {0.1 if dropout else 0} , Minor allele frequency = 0 )"
        lines.append(f"{len(table)}\t{about}")
        for allele, frequency in table.items():
            lines += [f'"{allele}"', str(frequency)]
    return "\n".join([*lines, "[Advanced]", "NumberOfDecimals= 10", ""])


def _places(relations, names):
    return [
        f"{names.index(one.removesuffix('='))}{' (Direct)' if one.endswith('=') else ''}"
        for relation in relations
        for one in relation
    ]
