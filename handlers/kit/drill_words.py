"""How drills read: every word of them is marked, wherever it stands."""

from domain.incident import MARK
from domain.words import InternalMessage
from handlers.kit import blocks

_MARK = f"*{MARK}*"


def in_thread(message: InternalMessage) -> InternalMessage:
    """Mark a message of the incident's thread."""
    return _under(_MARK, message)


def in_answer(message: InternalMessage, *, channel_id: str) -> InternalMessage:
    """Mark an answer to one person, and say where the words for customers go."""
    return _under(f"{_MARK}: what customers would read goes to <#{channel_id}> alone.", message)


def instead_of(way: str) -> str:
    """Return what stands above words for customers, in the channel of drills; way: in mrkdwn."""
    return f"{_MARK}: not sent {way}."


def _under(mark: str, message: InternalMessage) -> InternalMessage:
    if message.text.startswith(_MARK):
        return message
    top = (blocks.context(mark),) if message.blocks else ()
    return InternalMessage(f"{mark}\n{message.text}", (*top, *message.blocks))
