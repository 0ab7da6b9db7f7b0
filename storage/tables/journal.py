"""The journal, and the head of its chain."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from domain.facts import FactKind
from storage.columns import Instant, OneOf
from storage.tables.base import metadata, workspace

journal = Table(
    "journal",
    metadata,
    workspace(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("incident", Integer),
    Column("kind", OneOf(String(48), FactKind), nullable=False),
    Column("actor", String(32), nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("salt", LargeBinary(16)),
    Column("data", Text),
    Index("ix_journal_incident", "workspace_id", "incident", "seq"),
)

chains = Table(
    "chains",
    metadata,
    workspace(),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)
