"""Runbooks as they are gone through in incidents, and their steps that are done."""

from sqlalchemy import Column, Integer, String, Table, Text

from storage.columns import Instant, Typed
from storage.tables.base import WORDS, metadata, workspace

runs = Table(
    "runs",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("steps", Typed(WORDS), nullable=False),
    Column("post_id", String(36), nullable=False),
)

ticks = Table(
    "ticks",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("run", Integer, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("by", String(32), nullable=False),
    Column("at", Instant, nullable=False),
)
