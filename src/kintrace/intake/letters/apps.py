"""Registers the app with Django, and its permissions with the policy."""

from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The staff side of the mailbox."""

    name = "kintrace.intake.letters"
    verbose_name = "Letters"

    def ready(self) -> None:
        from kintrace.access.acts import plug as carry_out  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.access.permissions import declare  # noqa: PLC0415  # models are only there once apps are ready
        from kintrace.access.staffing import moved_on  # noqa: PLC0415  # likewise
        from kintrace.intake.letters import actions  # noqa: PLC0415  # likewise
        from kintrace.intake.letters.permissions import TABLE  # noqa: PLC0415  # likewise
        from kintrace.intake.letters.sheets import put_up  # noqa: PLC0415  # likewise
        from kintrace.web.posting import plug  # noqa: PLC0415  # likewise

        declare(TABLE)
        carry_out(actions.NOTICE, actions.put_up_as_signed)
        carry_out(actions.DESK_ANEW, actions.open_anew_as_signed)
        moved_on.connect(lambda member, **_more: actions.take_back_keys(member), weak=False, dispatch_uid="letters")
        plug(put_up)
