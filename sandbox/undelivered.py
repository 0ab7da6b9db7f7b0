"""How handing something to the app fails, over whichever way."""


class NotDeliveredError(Exception):
    """The app cannot be reached, or answers with an error; Slack calls it dispatch_failed.

    reason: in Slack's words, as an event that comes again tells it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotAckedError(NotDeliveredError):
    """The app did not acknowledge in time; Slack calls it operation_timeout."""


class LostError(NotDeliveredError):
    """The socket closed before the ack came."""
