"""Milestones of incidents."""

from sqlalchemy import Column, Integer, String, Table, Text

from domain.words import PublicText
from storage.columns import Instant, Typed
from storage.tables.base import metadata, workspace

milestones = Table(
    "milestones",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("set_by", String(32), nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("public", Typed(PublicText)),
    Column("done_by", String(32)),
    Column("done_at", Instant),
    Column("dropped_at", Instant),
)
