"""Action items: what incidents leave to be done."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, text

from storage.columns import Instant
from storage.tables.base import metadata, workspace

action_items = Table(
    "action_items",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("owner", String(32), nullable=False),
    Column("created_by", String(32), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("due_on", Date),
    Column("done_by", String(32)),
    Column("done_at", Instant),
    Column("outcome", Text, nullable=False),
    Index(
        "ix_action_items_open",
        "workspace_id",
        "owner",
        "due_on",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)
