"""Slack's own waiting times, in seconds of transport time. Tests shorten them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Sources: docs.slack.dev on acknowledging, triggers, event retries and Socket Mode."""

    ack_s: float = 3
    """An app's time to acknowledge; after it the person sees operation_timeout."""
    trigger_s: float = 3
    """How long a trigger_id can be used."""
    retries_s: tuple[float, ...] = (0, 60, 300)
    """Waits before an unacknowledged event comes again."""
    refresh_warning_s: float = 10
    """From a socket's warning to its refresh."""
    response_url_s: float = 30 * 60
    """How long a response_url can be used."""
    follower_s: float = 20
    """How long a step of the clock waits for the apps that follow it."""
