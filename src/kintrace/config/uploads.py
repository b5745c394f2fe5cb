"""A limit on what anybody may send, told by what the browser announces, before a byte of it is kept."""

from __future__ import annotations

from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class Capped(FileUploadHandler):
    """Stands before the handlers that keep a file, and keeps nothing itself.

    The form says kindly that a list is somewhat too large; what is four times too large is not even taken in.
    """

    def handle_raw_input(  # noqa: PLR0917  # the shape is Django's
        self,
        input_data: IO[bytes],  # noqa: ARG002  # likewise
        META: dict[str, str],  # noqa: ARG002, N803  # likewise
        content_length: int,
        boundary: str,  # noqa: ARG002  # likewise
        encoding: str | None = None,  # noqa: ARG002  # likewise
    ) -> None:
        if content_length > 4 * settings.LARGEST_LIST_BYTES:
            raise RequestDataTooBig("more was sent than any list needs")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  # likewise
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:  # noqa: ARG002  # likewise
        return None
