"""`help`: every verb of a command, from what is registered."""

from collections.abc import Mapping, Sequence
from itertools import chain

from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn

Groups = Mapping[str, Sequence[Verb]]
"""Verbs under the headings that `help` shows them with; without one, an empty heading."""


def help_text(command: str, groups: Groups) -> str:
    """Return a line for each verb that people type, under its heading."""
    return "\n".join(chain.from_iterable(_lines(command, *group) for group in groups.items()))


def _lines(command: str, heading: str, verbs: Sequence[Verb]) -> list[str]:
    lines = [_line(command, verb) for verb in verbs if not verb.hidden]
    return [f"*{heading}*", *lines] if heading else lines


def _line(command: str, verb: Verb) -> str:
    usage = f"/{command} {verb.name} {verb.usage}".strip()
    return f"`{escape(usage)}` {escape(verb.summary)}"


def with_help(
    command: str, groups: Groups, *, more: str, right: Act = Act.OPEN
) -> tuple[Verb, ...]:
    """Return all verbs of a command and the one that shows them. more: what stands below."""

    async def show(turn: Turn, request: Request) -> InternalMessage:
        del turn, request
        text = f"{help_text(command, groups)}\n{_line(command, verb)}"
        shown = [blocks.section(page) for page in blocks.pages(text.split("\n"))]
        return InternalMessage(f"{text}\n{more}", (*shown, blocks.context(more)))

    verb = Verb(
        name="help",
        usage="",
        summary="what can be typed",
        right=right,
        do=show,
        synonyms=("?", "commands"),
        asks=True,
    )
    return (*chain.from_iterable(groups.values()), verb)
