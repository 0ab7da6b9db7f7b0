"""The journal: append-only, a row per fact, one hash chain per workspace.

A row's hash covers the hash before it, the ids, the instants, the kind, and the digest of the
salted particulars. Those stand in a column of their own, so what somebody wrote can be erased and
the chain still holds: a later fact, which the chain covers too, names the rows and the digest of
what remains in each.
"""

import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, RowMapping, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import Fact, FactKind, Value
from storage.tables import chains, journal

_HEX = 64


async def append(
    tx: AsyncConnection, workspace_id: str, facts: Iterable[Fact], *, now: datetime
) -> None:
    """Add the facts under the chain's head, which stays locked: call it last before commit."""
    new = list(facts)
    if not new:
        return
    mine = chains.c.workspace_id == workspace_id
    head = (await tx.execute(select(chains).where(mine).with_for_update())).mappings().one()
    seq, digest = head["seq"], head["hash"]
    for fact in new:
        seq += 1
        row = _row(workspace_id, seq, fact, now)
        digest = row["hash"] = _hash(digest, row)
        await tx.execute(insert(journal).values(row))
    await tx.execute(update(chains).where(mine).values(seq=seq, hash=digest))


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Fact]:
    """Return what happened in an incident, in the order of recording; who read it is left out."""
    mine = _happened(workspace_id, incident)
    found = await tx.execute(select(journal).where(*mine).order_by(journal.c.seq))
    return [_fact(row) for row in found.mappings()]


async def latest(tx: AsyncConnection, workspace_id: str, incident: int, *, most: int) -> list[Fact]:
    """Return what happened last in an incident, in the order of recording."""
    mine = _happened(workspace_id, incident)
    newest = select(journal).where(*mine).order_by(journal.c.seq.desc()).limit(most)
    return [_fact(row) for row in reversed((await tx.execute(newest)).mappings().all())]


@dataclass(frozen=True)
class Entry:
    """A row of the journal: its place in the chain, its fact, when that was recorded.

    empty: its particulars are gone.
    """

    seq: int
    fact: Fact
    recorded_at: datetime
    hash: str
    empty: bool = False


@dataclass(frozen=True)
class Head:
    """Where the chain stood: how many rows it had, and the hash of the last."""

    seq: int
    hash: bytes

    def __str__(self) -> str:
        """As it is told: `17:…`, with 64 characters of the hash."""
        return f"{self.seq}:{self.hash.hex()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` made of it; raises ValueError."""
        seq, _, digest = text.partition(":")
        if len(digest) != _HEX:
            raise ValueError(text)
        return cls(int(seq), bytes.fromhex(digest))


async def head(tx: AsyncConnection, workspace_id: str) -> Head:
    """Return where the chain stands."""
    mine = select(chains).where(chains.c.workspace_id == workspace_id)
    row = (await tx.execute(mine)).mappings().one()
    return Head(row["seq"], row["hash"])


async def holds(tx: AsyncConnection, workspace_id: str, known: Head) -> bool:
    """Whether the chain once stood there."""
    same = (journal.c.workspace_id == workspace_id, journal.c.seq == known.seq)
    return await tx.scalar(select(journal.c.hash).where(*same)) == known.hash


async def entry(tx: AsyncConnection, workspace_id: str, seq: int) -> Entry | None:
    """Return one row."""
    same = (journal.c.workspace_id == workspace_id, journal.c.seq == seq)
    row = (await tx.execute(select(journal).where(*same))).mappings().first()
    return _entry(row) if row else None


async def every(
    tx: AsyncConnection, workspace_id: str, *, since: datetime | None = None
) -> AsyncIterator[Entry]:
    """Give the rows in their order, those recorded since an instant."""
    wanted = select(journal).where(journal.c.workspace_id == workspace_id).order_by(journal.c.seq)
    if since is not None:
        wanted = wanted.where(journal.c.recorded_at >= since)
    async with tx.stream(wanted) as rows:
        async for row in rows.mappings():
            yield _entry(row)


async def matching(tx: AsyncConnection, *where: ColumnElement[bool]) -> list[Fact]:
    """Return the facts that fit, in the order they were recorded."""
    found = await tx.execute(select(journal).where(*where).order_by(journal.c.seq))
    return [_fact(row) for row in found.mappings()]


async def naming(tx: AsyncConnection, workspace_id: str, user_id: str) -> list[Entry]:
    """Return the rows of what somebody did, and those that name them."""
    said = journal.c.data.contains(f'"{user_id}"', autoescape=True)
    mine = (
        journal.c.workspace_id == workspace_id,
        journal.c.kind != FactKind.PERSON_ERASED,
        or_(journal.c.actor == user_id, said),
    )
    found = await tx.execute(select(journal).where(*mine).order_by(journal.c.seq))
    return [_entry(row) for row in found.mappings()]


async def redact(
    tx: AsyncConnection, workspace_id: str, seq: int, remaining: Mapping[str, Value]
) -> str:
    """Leave only this of a row's particulars; return what a fact has to say of it, `17:…`."""
    kept = _payload(remaining)
    same = (journal.c.workspace_id == workspace_id, journal.c.seq == seq)
    await tx.execute(update(journal).where(*same).values(salt=kept["salt"], data=kept["data"]))
    return f"{seq}:{kept['digest'].hex()}"


async def erased(tx: AsyncConnection, workspace_id: str) -> dict[int, str]:
    """Return the rows from which something was erased, with the digest of what remains."""
    facts = await matching(
        tx, journal.c.workspace_id == workspace_id, journal.c.kind == FactKind.PERSON_ERASED
    )
    named = (str(row).partition(":") for fact in facts for row in _listed(fact.data.get("rows")))
    return {int(seq): digest for seq, _, digest in named}


async def verify(tx: AsyncConnection, workspace_id: str) -> int | None:
    """Return the number of the first row that does not fit the chain, None where all fit."""
    digest, seq = bytes(32), 0
    remaining = await erased(tx, workspace_id)
    mine = select(journal).where(journal.c.workspace_id == workspace_id).order_by(journal.c.seq)
    for row in (await tx.execute(mine)).mappings():
        seq += 1
        digest = _hash(digest, row)
        if row["seq"] != seq or row["hash"] != digest or not _payload_fits(row, remaining):
            return seq
    last = await head(tx, workspace_id)
    return None if last == Head(seq, digest) else max(seq, last.seq)


async def length(tx: AsyncConnection, workspace_id: str) -> int:
    """Return how many facts the workspace has."""
    mine = journal.c.workspace_id == workspace_id
    return int(await tx.scalar(select(func.count()).select_from(journal).where(mine)) or 0)


def _happened(workspace_id: str, incident: int) -> tuple[ColumnElement[bool], ...]:
    return (
        journal.c.workspace_id == workspace_id,
        journal.c.incident == incident,
        journal.c.kind != FactKind.READ,
    )


def _row(workspace_id: str, seq: int, fact: Fact, now: datetime) -> dict[str, object]:
    return {
        "workspace_id": workspace_id,
        "seq": seq,
        "incident": fact.incident,
        "kind": fact.kind,
        "actor": fact.actor,
        "happened_at": fact.happened_at,
        "recorded_at": now,
        **_payload(fact.data),
    }


def _payload(data: Mapping[str, Value]) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    words = json.dumps(dict(data), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(salt + words.encode()).digest()
    return {"salt": salt, "data": words, "digest": digest}


def _hash(before: bytes, row: RowMapping | dict[str, object]) -> bytes:
    covered = [row["workspace_id"], row["seq"], row["incident"], str(row["kind"]), row["actor"]]
    covered += [row[name].isoformat() for name in ("happened_at", "recorded_at")]  # type: ignore[union-attr]  # instants
    covered.append(row["digest"].hex())  # type: ignore[union-attr]  # bytes
    return hashlib.sha256(before + json.dumps(covered).encode()).digest()


def _payload_fits(row: RowMapping, remaining: Mapping[int, str]) -> bool:
    """Whether its particulars are those of the fact, or what a recorded erasure has left."""
    if row["data"] is None or row["salt"] is None:
        return False
    digest = hashlib.sha256(row["salt"] + row["data"].encode()).digest()
    return digest == row["digest"] or digest.hex() == remaining.get(row["seq"])


def _listed(value: Value) -> list[str]:
    return value if isinstance(value, list) else []


def _entry(row: RowMapping) -> Entry:
    empty = row["data"] is None
    return Entry(row["seq"], _fact(row), row["recorded_at"], row["hash"].hex(), empty)


def _fact(row: RowMapping) -> Fact:
    return Fact(
        kind=FactKind(row["kind"]),
        actor=row["actor"],
        happened_at=row["happened_at"],
        incident=row["incident"],
        data=json.loads(row["data"]) if row["data"] else {},
    )
