"""`help`: every verb of a command, from what is registered."""

from collections.abc import Sequence

from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn


def help_text(command: str, verbs: Sequence[Verb]) -> str:
    """Return a line for each verb that people type."""
    return "\n".join(_line(command, verb) for verb in verbs if not verb.hidden)


def _line(command: str, verb: Verb) -> str:
    usage = f"/{command} {verb.name} {verb.usage}".strip()
    return f"`{escape(usage)}` {escape(verb.summary)}"


def help_verb(command: str, verbs: Sequence[Verb], *, more: str, right: Act = Act.OPEN) -> Verb:
    """Return the verb that shows all verbs, itself included."""

    async def show(turn: Turn, request: Request) -> InternalMessage:
        del turn, request
        text = help_text(command, [*verbs, verb])
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
    return verb
