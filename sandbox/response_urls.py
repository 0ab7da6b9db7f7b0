"""response_url: five answers within half an hour to one command or click."""

import secrets
import time

from sandbox.errors import SlackError
from sandbox.records import ResponseUrl
from sandbox.store import Store, Table
from sandbox.timing import Timing

_USES = 5


class ResponseUrls:
    """All that were given out."""

    def __init__(self, store: Store, timing: Timing) -> None:
        self._table = Table(store, "response_url", ResponseUrl)
        self._timing = timing

    def give(self, *, user: str, channel: str, trigger_id: str, ts: str | None) -> ResponseUrl:
        """Make one; `ts` names the message or ephemeral that was clicked."""
        place = ResponseUrl(
            key=secrets.token_urlsafe(16),
            user=user,
            channel=channel,
            trigger_id=trigger_id,
            uses_left=_USES,
            expires_at=time.time() + self._timing.response_url_s,
            ts=ts,
        )
        self._table.save(place.key, place)
        return place

    def find(self, key: str) -> ResponseUrl:
        """Look one up that may still be used; raises expired_url or used_url."""
        place = self._table.get(key)
        if place is None or place.expires_at < time.time():
            raise SlackError("expired_url")
        if not place.uses_left:
            raise SlackError("used_url")
        return place

    def used(self, place: ResponseUrl) -> None:
        """Count one use."""
        place.uses_left -= 1
        self._table.save(place.key, place)
