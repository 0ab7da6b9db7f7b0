"""Grants: which right was given to whom."""

from sqlalchemy import Boolean, Column, String, Table

from domain.people import Right
from storage.columns import Instant, OneOf
from storage.tables.base import metadata, workspace

grants = Table(
    "grants",
    metadata,
    workspace(),
    Column("right", OneOf(String(16), Right), primary_key=True),
    Column("subject", String(32), primary_key=True),
    Column("is_group", Boolean, nullable=False),
    Column("granted_by", String(32), nullable=False),
    Column("granted_at", Instant, nullable=False),
)
