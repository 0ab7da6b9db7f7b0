"""Workspaces, and their counters."""

from sqlalchemy import Column, Integer, String, Table, Text

from storage.tables.base import metadata, workspace

workspaces = Table(
    "workspaces",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("bot_user_id", String(32), nullable=False),
    Column("token_from", Text, nullable=False),
    Column("incidents_channel_id", String(32)),
)

counters = Table(
    "counters",
    metadata,
    workspace(),
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)
