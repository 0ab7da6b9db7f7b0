"""Digests: which channel reads what is open, and when; which incidents each message named."""

from sqlalchemy import Column, Index, Integer, String, Table

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

digest_posts = Table(
    "digest_posts",
    metadata,
    workspace(),
    Column("post_id", String(36), primary_key=True),
    Column("incident", Integer, primary_key=True),
    Column("channel_id", String(32), nullable=False),
    Index("ix_digest_posts_incident", "workspace_id", "incident"),
)
