"""The command `/whoowns`: a line that begins with no verb is a question."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.grammar import Words, split_line
from handlers.kit.ask import Ask
from handlers.kit.commands import Command, Request, Verb
from handlers.kit.mrkdwn import plain


@dataclass(frozen=True, kw_only=True)
class Questions(Command):
    """A command whose lines are questions, but for those that begin with a verb.

    A verb that takes nothing after it is one only where nothing follows: `help me find …` asks.
    asking: whether a line asks who is responsible, in words that have an answer. known: whether
    a question has an answer; answer, unknown: what is done with it, and without.
    """

    asking: Callable[[str], bool]
    known: Callable[[str], bool]
    answer: Verb
    unknown: Verb

    def knows(self, line: str) -> bool:
        """Whether there is anything at all: all of it is a question."""
        return bool(line)

    def asks(self, line: str) -> bool:
        """Whether the line is a question that has an answer."""
        return self.asking(plain(line).strip())

    def parse(self, ask: Ask) -> tuple[Verb, Request]:
        """Take the ask apart: a verb and its words, or a question; raises Refusal."""
        line = split_line(ask.line)
        verb = self.by_word.get(line.verb or self.bare)
        if verb and (verb.usage or not line.rest):
            return super().parse(ask)
        question = plain(ask.line).strip()
        chosen = self.answer if self.known(question) else self.unknown
        return chosen, Request(chosen.name, Words(question), ask.line, ask)
