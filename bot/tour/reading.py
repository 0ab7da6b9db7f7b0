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
    "bar_chart": "📊",
    "bell": "🔔",
    "bust_in_silhouette": "👤",
    "calendar": "📅",
    "clipboard": "📋",
    "construction": "🚧",
    "dart": "🎯",
    "eyes": "👀",
    "fast_forward": "⏩",
    "file_cabinet": "🗄️",
    "file_folder": "📁",
    "heavy_minus_sign": "➖",
    "hourglass": "⌛",
    "hourglass_flowing_sand": "⏳",
    "key": "🔑",
    "label": "🏷️",
    "large_blue_circle": "🔵",
    "left_right_arrow": "↔️",
    "link": "🔗",
    "lock": "🔒",
    "loudspeaker": "📢",
    "mega": "📣",
    "memo": "📝",
    "no_bell": "🔕",
    "no_entry": "⛔",
    "no_entry_sign": "🚫",
    "outbox_tray": "📤",
    "page_facing_up": "📄",
    "pager": "📟",
    "pencil": "✏️",
    "pushpin": "📌",
    "raised_hand": "✋",
    "raising_hand": "🙋",
    "red_circle": "🔴",
    "repeat": "🔁",
    "rotating_light": "🚨",
    "scales": "⚖️",
    "shield": "🛡️",
    "snowflake": "❄️",
    "speech_balloon": "💬",
    "sunny": "☀️",
    "thermometer": "🌡️",
    "twisted_rightwards_arrows": "🔀",
    "unlock": "🔓",
    "warning": "⚠️",
    "wastebasket": "🗑️",
    "white_check_mark": "✅",
    "white_circle": "⚪",
    "white_large_square": "⬜",
    "wrench": "🔧",
    "zzz": "💤",
}


def as_read(text: str, names: Mapping[str, str]) -> str:
    """Return the text as a reader in UTC sees it; names: of people and channels, by id."""
    named = _REFERENCE.sub(lambda found: f"{found[1]}{names.get(found[2], found[2])}", text)
    drawn = _CODE.sub(lambda found: _EMOJI.get(found[1], found[0]), plain(named))
    return _BOLD.sub(r"\1", drawn)
