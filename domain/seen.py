"""What a button of approval carries: a mark of exactly what the person saw beside it.

A mark is the beginning of a digest, of one length: neither a part of it nor a guess is one.
"""

_LENGTH = 12


def mark_of(digest: str) -> str:
    """Return the mark of what has this digest, short enough for a button's value."""
    return digest[:_LENGTH]


def is_mark(seen: str, *, digest: str) -> bool:
    """Say whether what was seen is what has this digest."""
    return seen == mark_of(digest)
