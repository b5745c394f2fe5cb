"""Keeps the server from telling every visitor what it is made of."""

from __future__ import annotations

from typing import Any

from gunicorn.http import wsgi


def serve_unnamed() -> None:
    """Let gunicorn, where it is what serves, answer without its name; it has no setting for that."""
    named = wsgi.Response.default_headers

    def unnamed(answer: Any) -> list[str]:  # noqa: ANN401  # gunicorn comes without types
        return [line for line in named(answer) if not line.startswith("Server:")]

    wsgi.Response.default_headers = unnamed
