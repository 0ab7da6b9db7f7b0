"""Customers that are told nothing of an incident until an instant."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from domain.embargo import Stage
from storage.columns import Instant, OneOf
from storage.tables.base import metadata, workspace

embargoes = Table(
    "embargoes",
    metadata,
    workspace(),
    Column("id", String(36), primary_key=True),
    Column("incident", Integer, nullable=False),
    Column("customer_id", String(36), nullable=False),
    Column("customer", Text, nullable=False),
    Column("until_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposed_by", String(32), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("stage", OneOf(String(16), Stage), nullable=False),
    Column("post_id", String(36), nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_embargoes_incident", "workspace_id", "incident", "stage"),
)
