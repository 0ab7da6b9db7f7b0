"""What customers were promised, how each promise was kept, and where their words are frozen."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from domain.outage import NoticeKind
from storage.columns import Instant, OneOf
from storage.tables.base import metadata, workspace

commitments = Table(
    "commitments",
    metadata,
    workspace(),
    Column("notice_id", String(36), primary_key=True),
    Column("reference", String(16), nullable=False),
    Column("incident", Integer, nullable=False),
    Column("promised_at", Instant, nullable=False),
    Column("answered_at", Instant),
    Column("answered_by", OneOf(String(32), NoticeKind)),
    Index("ix_commitments_incident", "workspace_id", "incident"),
    Index("ix_commitments_promised_at", "workspace_id", "promised_at"),
)

freezes = Table(
    "freezes",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("frozen_by", String(32), nullable=False),
    Column("frozen_at", Instant, nullable=False),
)
