"""What is wired: commands by name, and who acts on which timer."""

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.facts import Fact, FactKind
from domain.people import ONUS, Person
from handlers.kit.commands import Parser
from handlers.kit.turn import Turn
from storage import journal, search

log = logging.getLogger("onus")

Ringer = Callable[[Turn, Mapping[str, Any]], Awaitable[None]]
Reaction = Callable[[Turn, Fact], Awaitable[None]]


@dataclass(frozen=True)
class Rules:
    """What people, timers and facts set off; a reaction runs in the transaction of its fact."""

    commands: Mapping[str, Parser]
    ringers: Mapping[str, Ringer] = field(default_factory=dict)
    reactions: Mapping[FactKind, tuple[Reaction, ...]] = field(default_factory=dict)

    async def end(self, turn: Turn) -> None:
        """Follow the facts, queue what comes last, and write all under the journal's head."""
        for fact in turn.facts:  # it grows: what a reaction puts down is followed as well
            for react in self.reactions.get(fact.kind, ()):
                await react(turn, fact)
        for queue in turn.after.values():
            await queue()
        facts = [_with_rights(fact, turn.person) for fact in turn.facts]
        await search.index(turn.tx, turn.office.id, facts)
        await journal.append(turn.tx, turn.office.id, facts, now=turn.now)


def _with_rights(fact: Fact, person: Person) -> Fact:
    """Add what the person was allowed when they did it."""
    if fact.actor != person.user_id or person is ONUS:
        return fact
    return replace(fact, data={**fact.data, "rights": sorted(person.rights)})


def log_fault(what: str) -> str:
    """Log the exception being handled; return the id under which it stands in the log."""
    error_id = secrets.token_hex(4)
    log.error("error %s in %s", error_id, what, exc_info=True)  # noqa: LOG014  # called where one is handled
    return error_id
