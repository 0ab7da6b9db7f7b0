"""Commands and their verbs: what is registered is what can be typed, clicked and helped with."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from rapidfuzz import process

from domain.grammar import Words, incident_after_verb, split_line, split_words
from domain.people import Act
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit.ask import Ask
from handlers.kit.mrkdwn import clean, plain
from handlers.kit.turn import Turn

_NEAR = 60
_TEXTS_FOR_OTHERS = (Act.OPEN, Act.TELL)  # their text is a title or goes out: nothing is taken off


@dataclass(frozen=True)
class Request:
    """A line, taken apart and ready for its verb.

    incident: the number that the line names. raw: the words as Slack sent them, with the ids of
    channels. via: how it was asked.
    """

    verb: str
    words: Words
    raw: str
    via: Ask
    incident: int | None = None

    @property
    def text(self) -> str:
        """The text before the first key."""
        return self.words.text

    def value(self, key: str) -> str:
        """Return what was typed for the key, empty where it was not."""
        return self.words.values.get(key, "")


Doer = Callable[[Turn, Request], Awaitable[InternalMessage | None]]
Filler = Callable[[Turn, Request], Awaitable[dict[str, Any]]]


@dataclass(frozen=True)
class Verb:
    """One thing that people do, with everything there is to know of it.

    usage: what follows the verb. right: what the person must be allowed. keys: the words that
    take a value; flags: those that take none. asks: changes nothing, and is answered on the
    acknowledgement. fresh: asks Slack anew who and what there is. form: the modal that a bare
    verb opens; takes_over: it opens also where words were typed, which it takes over; fill: the
    same modal with what only the database knows, for who has the right. hidden: said by buttons
    only, and left out of the help. names_another: its text begins with the number of an incident
    that is not the one meant.
    """

    name: str
    usage: str
    summary: str
    right: Act
    do: Doer
    keys: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    asks: bool = False
    fresh: bool = False
    form: Callable[[Request], dict[str, Any] | None] | None = None
    takes_over: bool = False
    fill: Filler | None = None
    hidden: bool = False
    names_another: bool = False


class UnknownVerbError(Refusal):
    """The line begins with no verb of the command."""


class Parser(Protocol):
    """A slash command, as far as the desk needs it."""

    def parse(self, ask: Ask) -> tuple[Verb, Request]:
        """Take the ask apart; raises Refusal."""

    def knows(self, line: str) -> bool:
        """Whether the line begins with one of its verbs."""

    def takes_words(self, line: str) -> bool:
        """Whether it begins with a verb that takes words, so that whatever follows may be its."""

    def asks(self, line: str) -> bool:
        """Whether the line is a question that it answers."""

    def usage(self, line: str) -> str:
        """Return how the line's verb is typed, empty where there is no such verb."""


@dataclass(frozen=True)
class Command:
    """A slash command with verbs; bare says which verb an empty line means."""

    name: str
    verbs: Sequence[Verb]
    bare: str
    by_word: Mapping[str, Verb] = field(init=False)

    def __post_init__(self) -> None:
        words = {word: verb for verb in self.verbs for word in (verb.name, *verb.synonyms)}
        object.__setattr__(self, "by_word", words)

    def knows(self, line: str) -> bool:
        """Whether the line begins with one of the verbs, or with an incident's number."""
        split = split_line(line)
        return split.verb in self.by_word or split.incident is not None

    def takes_words(self, line: str) -> bool:
        """Whether it begins with a verb that takes words, so that whatever follows may be its."""
        verb = self.by_word.get(split_line(line).verb)
        return verb is not None and bool(verb.usage)

    def asks(self, line: str) -> bool:  # noqa: ARG002  # verbs answer no question
        """Whether the line is a question that it answers."""
        return False

    def parse(self, ask: Ask) -> tuple[Verb, Request]:
        """Take the ask apart; raises UnknownVerbError, RepeatedKeyError."""
        line = split_line(ask.line)
        word = line.verb or self.bare
        verb = self.by_word.get(word)
        if verb is None:
            raise self._unknown(word)
        if line.incident is None and not verb.names_another and verb.right not in _TEXTS_FOR_OTHERS:
            line = incident_after_verb(line)
        if ask.form is not None:
            filled = {name: clean(value) for name, value in ask.form.items() if value}
            words = Words(filled.pop("text", ""), filled)
        else:
            words = split_words(plain(line.rest), keys=verb.keys, flags=verb.flags)
        return verb, Request(verb.name, words, line.rest, ask, line.incident)

    def usage(self, line: str) -> str:
        """Return how the line's verb is typed, empty where there is no such verb."""
        split = split_line(line)
        verb = self.by_word.get(split.verb or self.bare)
        named = f"INC-{split.incident} " if split.incident else ""
        return f"/{self.name} {named}{self._line(verb)}" if verb else ""

    def _unknown(self, word: str) -> UnknownVerbError:
        near = process.extract(word, list(self.by_word), limit=3, score_cutoff=_NEAR)
        lines = tuple(f"/{self.name} {self._line(self.by_word[name])}" for name, _, _ in near)
        return UnknownVerbError(
            f"“{plain(word)[:40]}” is nothing that /{self.name} knows.",
            instead=(*dict.fromkeys(lines), f"/{self.name} help"),
        )

    def _line(self, verb: Verb) -> str:
        return f"{verb.name} {verb.usage}".strip()
