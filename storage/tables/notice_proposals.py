"""Notices that wait for a second person."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from domain.outage import NoticeKind
from storage.columns import Instant, OneOf
from storage.tables.base import metadata, workspace

notice_proposals = Table(
    "notice_proposals",
    metadata,
    workspace(),
    Column("notice_id", String(36), primary_key=True),
    Column("incident", Integer, nullable=False),
    Column("kind", OneOf(String(32), NoticeKind), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("drafted_by", String(32), nullable=False),
    Column("proposed_by", String(32), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("post_id", String(36), nullable=False),
    Column("reason", Text, nullable=False),
    Column("quietly", Boolean, nullable=False),
    Index("ix_notice_proposals_incident", "workspace_id", "incident"),
)
