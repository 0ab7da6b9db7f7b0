"""Finding incidents by the words that were written of them: titles, notes, causes, actions.

A word is found by its beginning. Each word of an incident stands once, under the key itself, so
a search reads a range of the key and no journal.
"""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import Fact
from domain.incident import Incident
from domain.people import Person
from storage import rows
from storage.incidents import visible
from storage.tables import incidents, search_words
from storage.tables.search import WORD_LIMIT

TEXTS = (
    "title",
    "text",
    "what",
    "reason",
    "cause",
    "plan",
    "verified",
    "withheld",
    "name",
    "reference",
    "outcome",
    "customers",
    "services",
)
"""The particulars of facts that hold people's words."""

_WORD = re.compile(r"\w{2,}")
_LAST = "\U0010ffff"
MOST_WORDS = 8


def words_of(text: str) -> set[str]:
    """Return the words of a text as they are kept: folded, and cut to 40 characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return {word[:WORD_LIMIT] for word in _WORD.findall(folded)}


async def index(tx: AsyncConnection, workspace_id: str, facts: Iterable[Fact]) -> None:
    """Have the incidents of these facts found by the words in them."""
    found = {(fact.incident, word) for fact in facts if fact.incident for word in _words(fact)}
    for incident in {number for number, _ in found}:
        await _add(
            tx, workspace_id, incident, {word for number, word in found if number == incident}
        )


async def index_anew(
    tx: AsyncConnection, workspace_id: str, incident: int, facts: Iterable[Fact]
) -> None:
    """Have an incident found by the words of these facts alone: some were erased."""
    mine = (search_words.c.workspace_id == workspace_id, search_words.c.incident == incident)
    await tx.execute(delete(search_words).where(*mine))
    await index(tx, workspace_id, facts)


async def find(
    tx: AsyncConnection, workspace_id: str, text: str, *, viewer: Person, most: int
) -> list[Incident]:
    """Return the incidents that this viewer sees in which every word begins one, newest first."""
    mine = [incidents.c.workspace_id == workspace_id, visible(viewer)]
    for word in sorted(words_of(text), key=len, reverse=True)[:MOST_WORDS]:
        holding = select(search_words.c.incident).where(
            search_words.c.workspace_id == workspace_id,
            search_words.c.word >= word,
            search_words.c.word < word + _LAST,
        )
        mine.append(incidents.c.number.in_(holding))
    wanted = select(incidents).where(*mine).order_by(incidents.c.number.desc()).limit(most)
    return [rows.build(Incident, row) for row in (await tx.execute(wanted)).mappings()]


async def _add(tx: AsyncConnection, workspace_id: str, incident: int, words: set[str]) -> None:
    known = select(search_words.c.word).where(
        search_words.c.workspace_id == workspace_id,
        search_words.c.incident == incident,
        search_words.c.word.in_(words),
    )
    fresh = words - set((await tx.scalars(known)).all())
    if fresh:
        await tx.execute(
            insert(search_words),
            [
                {"workspace_id": workspace_id, "word": word, "incident": incident}
                for word in sorted(fresh)
            ],
        )


def _words(fact: Fact) -> set[str]:
    texts = (fact.data.get(name) for name in TEXTS)
    return {
        word
        for text in texts
        for part in (text if isinstance(text, list) else [text])
        if isinstance(part, str)
        for word in words_of(part)
    }
