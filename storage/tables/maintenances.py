"""Planned maintenances, and what of them was drafted."""

from datetime import timedelta

from sqlalchemy import Boolean, Column, Integer, String, Table

from domain.customers import Recipient
from domain.maintenance import Event, Maintenance, Stage
from domain.outage import Impact
from domain.words import PublicMessage, PublicText, Variant
from storage.columns import Instant, OneOf, Typed
from storage.tables.base import WORDS, metadata, workspace

maintenances = Table(
    "maintenances",
    metadata,
    workspace(),
    Column("reference", String(16), primary_key=True),
    Column("title", Typed(PublicText), nullable=False),
    Column("impact", OneOf(String(16), Impact), nullable=False),
    Column("services", Typed(WORDS), nullable=False),
    Column("customers", Typed(WORDS), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("stage", OneOf(String(16), Stage), nullable=False),
    Column("owner", String(32), nullable=False),
    Column("leads", Typed(tuple[timedelta, ...]), nullable=False),
    Column("channel_id", String(32), nullable=False),
    Column("post_id", String(36), nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("overdue", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)

maintenance_drafts = Table(
    "maintenance_drafts",
    metadata,
    workspace(),
    Column("id", String(36), primary_key=True),
    Column("event", OneOf(String(16), Event), nullable=False),
    Column("after", Typed(Maintenance), nullable=False),
    Column("message", Typed(PublicMessage), nullable=False),
    Column("own", Typed(tuple[Variant, ...]), nullable=False),
    Column("recipients", Typed(tuple[Recipient, ...]), nullable=False),
    Column("drafted_by", String(32), nullable=False),
    Column("drafted_at", Instant, nullable=False),
)
