"""The two refusals: Slack's to an app, and the control API's to a person who acts."""

from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """The Web API refuses: `{"ok": false, "error": code, **extra}`, in Slack's own words."""

    def __init__(self, code: str, **extra: object) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


class ControlError(Exception):
    """A person cannot do that: `{"ok": false, "error": code, "detail": detail, **extra}`."""

    def __init__(self, code: str, detail: str, **extra: object) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.extra = extra
