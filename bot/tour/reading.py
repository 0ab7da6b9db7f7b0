"""How a reader sees Slack's text: names for ids, times in UTC, emoji, no marks of mrkdwn."""

import re
from collections.abc import Mapping

from handlers.kit.mrkdwn import plain

_REFERENCE = re.compile(r"<([@#])([A-Z0-9]+)(?:\|[^<>]*)?>")
_BOLD = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")
_CODE = re.compile(r":([a-z0-9_+-]+):")
_EMOJI = {
    "alarm_clock": "⏰",
    "arrow_right": "➡️",
    "bell": "🔔",
    "bust_in_silhouette": "👤",
    "construction": "🚧",
    "file_folder": "📁",
    "hourglass": "⌛",
    "key": "🔑",
    "large_blue_circle": "🔵",
    "lock": "🔒",
    "loudspeaker": "📢",
    "memo": "📝",
    "no_bell": "🔕",
    "pager": "📟",
    "raising_hand": "🙋",
    "rotating_light": "🚨",
    "scales": "⚖️",
    "warning": "⚠️",
    "white_check_mark": "✅",
    "white_circle": "⚪",
    "wrench": "🔧",
}


def as_read(text: str, names: Mapping[str, str]) -> str:
    """Return the text as a reader in UTC sees it; names: of people and channels, by id."""
    named = _REFERENCE.sub(lambda found: f"{found[1]}{names.get(found[2], found[2])}", text)
    drawn = _CODE.sub(lambda found: _EMOJI.get(found[1], found[0]), plain(named))
    return _BOLD.sub(r"\1", drawn)
