"""Digests: which channel reads what is open, and when."""

from sqlalchemy import Column, String, Table

from storage.columns import Instant
from storage.tables.base import metadata, workspace

digests = Table(
    "digests",
    metadata,
    workspace(),
    Column("channel_id", String(32), primary_key=True),
    Column("days", String(16), nullable=False),
    Column("at", String(5), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("set_by", String(32), nullable=False),
    Column("told_at", Instant, nullable=False),
)
