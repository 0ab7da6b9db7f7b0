"""What the sentences are put together from."""

from collections.abc import Callable

from domain.facts import Value
from domain.severity import Severity
from handlers.kit.mrkdwn import mention

Data = dict[str, Value]
"""The particulars of a fact, fit for mrkdwn."""

Sentence = Callable[[str, Data], str]
"""From who did it, as a mention, and the particulars, to the sentence."""


def severity(value: Value) -> str:
    """Return a severity, kept as its number, by its word."""
    return Severity(int(str(value))).word


def listed(value: Value) -> str:
    """Return what may be one or several, with commas between."""
    return ", ".join(value) if isinstance(value, list) else str(value)


def people(data: Data) -> str:
    """Mention the people whom a fact names."""
    named = data["people"]
    return ", ".join(map(mention, named)) if isinstance(named, list) else ""
