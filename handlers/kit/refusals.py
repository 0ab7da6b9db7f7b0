"""How a "no" reads: what was wrong, what to type instead, and what was typed, so it is not lost."""

import re

from domain.refusal import Refusal
from domain.words import Blocks, InternalMessage
from handlers.kit import blocks
from handlers.kit.mrkdwn import clip, escape, plain

_TEXT_LIMIT = 38_000
_ECHO_FROM = 20
_OURS = re.compile(r"&lt;([@#][A-Z0-9]+)&gt;")


def refused(refusal: Refusal, *, command: str, line: str, usage: str = "") -> InternalMessage:
    """Say no to a line; all that was typed comes back, as far as a message of Slack's holds it.

    usage: how the command is typed, for a refusal that names no better line.
    """
    ways = (usage,) if refusal.instead is None and usage else refusal.instead or ()
    instead = "\n".join(f"`{escape(way)}`" for way in ways)
    text = f":warning: {safe(refusal.why)}"
    if instead:
        text += f"\nType instead:\n{instead}"
    shown: Blocks = ()
    if refusal.choices:
        shown = (blocks.section(text), blocks.choices(refusal.choices, command=command))
    if len(line) > _ECHO_FROM:
        typed = escape(f"/{command} {plain(line)}")
        text += f"\nYou typed: ```{clip(typed, _TEXT_LIMIT - len(text))}```"
    return InternalMessage(text, shown)


def safe(why: str) -> str:
    """Return a sentence of ours with what people typed in it escaped; our mentions stay."""
    return _OURS.sub(r"<\1>", escape(why))


def broken(error_id: str) -> InternalMessage:
    """Say that something went wrong that nobody foresaw."""
    return InternalMessage(
        ":rotating_light: That went wrong on our side, and nothing was changed. "
        f"Error `{error_id}` is in the log: show the id to whoever runs Onus, or try again."
    )


def try_again() -> InternalMessage:
    """Say that it could not even be kept."""
    return InternalMessage(
        ":warning: That could not be kept just now, so nothing was done. Please try again."
    )
