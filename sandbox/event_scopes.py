"""Which scopes an event needs: Slack sends none to an app that may not read what it is about.

Source: docs.slack.dev/reference/events, under each event.
"""

from collections.abc import Iterable, Iterator
from typing import Final

_OF_CHANNELS: Final = ("archive", "created", "left", "rename", "unarchive")
_NEEDED: Final[dict[str, set[str]]] = {
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "pin_added": {"pins:read"},
    "pin_removed": {"pins:read"},
    "channel_id_changed": {"channels:read", "groups:read"},
    "channel_shared": {"channels:read", "groups:read"},
    "channel_unshared": {"channels:read", "groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    **{f"channel_{change}": {"channels:read"} for change in _OF_CHANNELS},
    **{f"group_{change}": {"groups:read"} for change in _OF_CHANNELS},
}


def lacking(events: Iterable[str], scopes: Iterable[str]) -> Iterator[str]:
    """Say of each event that the app would never get which scope it lacks; any of several does."""
    granted = set(scopes)
    for event in sorted(events):
        needed = _NEEDED.get(event, set())
        if needed and not needed & granted:
            yield f"event {event} needs {' or '.join(sorted(needed))}"
