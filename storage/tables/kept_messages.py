"""Messages that stand on a timeline, by what Slack calls them; their words stand in the journal."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from storage.tables.base import metadata, workspace

kept_messages = Table(
    "kept_messages",
    metadata,
    workspace(),
    Column("channel_id", String(32), primary_key=True),
    Column("ts", String(32), primary_key=True),
    Column("incident", Integer, primary_key=True),
    Column("author", String(32), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
)
