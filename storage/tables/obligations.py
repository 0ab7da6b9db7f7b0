"""Obligations: which clocks run for which incident."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from domain.obligation import Outcome
from domain.rulebook import Rule
from storage.columns import Instant, OneOf, Typed
from storage.tables.base import metadata, workspace

obligations = Table(
    "obligations",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("rule", Typed(Rule), nullable=False),
    Column("customer", Text, nullable=False),
    Column("started_by", String(32), nullable=False),
    Column("counts_from", Instant, nullable=False),
    Column("due_at", Instant),
    Column("outcome", OneOf(String(16), Outcome)),
    Column("settled_by", String(32)),
    Column("settled_at", Instant),
    Column("reference", Text, nullable=False),
    Index("ix_obligations_open", "workspace_id", "outcome", "due_at"),
)
