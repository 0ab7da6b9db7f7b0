"""Pages: who was called for what, and who answered."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from domain.people import Right
from storage.columns import Instant, OneOf, Typed
from storage.tables.base import WORDS, metadata, workspace

pages = Table(
    "pages",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("about", String(64), nullable=False),
    Column("why", Text, nullable=False),
    Column("begun_by", String(32), nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("named", Typed(WORDS), nullable=False),
    Column("spared", Typed(WORDS), nullable=False),
    Column("right", OneOf(String(16), Right), nullable=False, server_default="responder"),
    Column("called", Typed(WORDS), nullable=False),
    Column("answered_by", String(32)),
    Column("ended_at", Instant),
    Column("key", String(64), nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Index("ix_pages_key", "workspace_id", "key"),
)
