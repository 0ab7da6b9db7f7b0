"""Three kinds of trouble with whoever takes a message, told apart: each has its own way on."""


class RefusedError(Exception):
    """They said no, and will say no again. code: their word for it; detail: what they say of it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code


class BusyError(Exception):
    """They ask to wait. retry_after_s: how long."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"rate limited for {retry_after_s:g} s")
        self.retry_after_s = retry_after_s


class UnclearError(Exception):
    """The connection broke, timed out or gave a 5xx: whether it took effect is not known."""
