"""A small file that unpacks into gigabytes costs the site a bounded part of its memory, and is refused kindly."""

import tracemalloc
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from kintrace.intake.imports import queries
from kintrace.intake.imports.models import Upload
from kintrace.linelist import Most, read_list
from tests.linelist.hostile import write_hostile

MEMORY = 512_000_000  # bytes that one upload may take while it is read


def test_what_one_upload_may_hold_takes_half_a_gigabyte_at_most(tmp_path):
    cells = write_hostile(tmp_path / "list.xlsx", rows=6_000)
    content = (tmp_path / "list.xlsx").read_bytes()
    tracemalloc.start()
    read_list(content, today=date(2018, 1, 1))
    a_cell = tracemalloc.get_traced_memory()[1] / cells
    tracemalloc.stop()
    assert a_cell * queries.MOST_UPLOADED.cells + 4 * queries.MOST_UPLOADED.signs < MEMORY


def test_what_holds_more_is_refused_and_nothing_is_kept(client, aslan, tmp_path, monkeypatch):
    monkeypatch.setattr(queries, "MOST_UPLOADED", Most(cells=1_000))
    write_hostile(tmp_path / "list.xlsx", rows=200, number=2_000)
    file = SimpleUploadedFile("list.xlsx", (tmp_path / "list.xlsx").read_bytes())
    client.force_login(aslan)
    page = client.post("/lists/", {"side": "requests", "file": file, "came_from": "partner", "basis": "agreement"})
    assert (page.status_code, "Split it into several lists" in page.text) == (422, True)
    assert not Upload.objects.exists()
