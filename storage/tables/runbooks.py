"""Runbooks that were uploaded, as they are gone through, and their steps that are done."""

from sqlalchemy import Column, Integer, String, Table, Text

from storage.columns import Instant, Typed
from storage.tables.base import WORDS, metadata, workspace

runbooks = Table(
    "runbooks",
    metadata,
    workspace(),
    Column("name", String(40), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("steps", Typed(WORDS), nullable=False),
    Column("imported_by", String(32), nullable=False),
    Column("imported_at", Instant, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("steps", Typed(WORDS), nullable=False),
    Column("post_id", String(36), nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
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
