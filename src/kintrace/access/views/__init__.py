"""The pages of access: signing in with two factors, staff and offices, signatures, broken glass, the trail."""

from kintrace.access.views.pages import bad_request, not_found, refused

__all__ = ["bad_request", "not_found", "refused"]
