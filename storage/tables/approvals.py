"""What exactly was approved, by whom, until when."""

from sqlalchemy import Column, String, Table, Text

from storage.columns import Instant
from storage.tables.base import metadata, workspace

approvals = Table(
    "approvals",
    metadata,
    workspace(),
    Column("subject", String(64), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("decision", String(48), nullable=False),
    Column("decided_by", String(32), nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
