"""A workbook made to cost much memory: small on disk, with millions of short cells that a line list would hold."""

import random
import zipfile

from kintrace.linelist import COLUMNS

OFFICE = "http://schemas.openxmlformats.org"
SHEET = f"{OFFICE}/spreadsheetml/2006/main"
REL = f"{OFFICE}/officeDocument/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    f'ContentType="{KINDS}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{KINDS}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" '
    f'ContentType="{KINDS}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{REL}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{REL}/sharedStrings" '
    'Target="sharedStrings.xml"/></Relationships>',
}
WORDS = 200_000  # beside 6,000 rows; few words would be kept once each
SAYING = [name for name in COLUMNS if name not in {"id", "sex", "birth_date", "age", "age_date", "last_date"}]


def write_hostile(path, *, rows, number=WORDS):
    """Write it; return how many cells below the headers say something."""
    draw = random.Random(1)  # nothing secret
    words = [*(["id", *SAYING]), *("".join(draw.choices("абвгдежзиклмнопрст", k=4)).title() for _ in range(number))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        told = "".join(f"<si><t>{word}</t></si>" for word in words)
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SHEET}">{told}</sst>')
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            heads = "".join(f'<c t="s"><v>{place}</v></c>' for place in range(len(SAYING) + 1))
            sheet.write(f'<worksheet xmlns="{SHEET}"><sheetData><row>{heads}</row>'.encode())
            for row in range(rows):
                drawn = draw.choices(range(len(SAYING) + 1, len(words)), k=len(SAYING))
                cells = "".join(f'<c t="s"><v>{one}</v></c>' for one in drawn)
                sheet.write(f"<row><c><v>{row}</v></c>{cells}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")
    return rows * (len(SAYING) + 1)
