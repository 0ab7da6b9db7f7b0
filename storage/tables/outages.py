"""Outages and their notices."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    false,
)

from domain.customers import Recipient
from domain.outage import Change, Impact, NoticeKind, Outage, Status
from domain.words import PublicMessage, PublicText, Variant
from storage.columns import Instant, OneOf, Typed
from storage.tables.base import WORDS, metadata, workspace

outages = Table(
    "outages",
    metadata,
    workspace(),
    Column("reference", String(16), primary_key=True),
    Column("incident", Integer, nullable=False),
    Column("title", Typed(PublicText), nullable=False),
    Column("impact", OneOf(String(16), Impact), nullable=False),
    Column("status", OneOf(String(16), Status), nullable=False),
    Column("services", Typed(WORDS), nullable=False),
    Column("customers", Typed(WORDS), nullable=False),
    Column("started_by", String(32), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("spoke_at", Instant, nullable=False),
    Column("next_update_at", Instant, nullable=False),
    Column("estimates", Typed(tuple[datetime | None, ...]), nullable=False),
    Column("ended_at", Instant),
    Column("version", Integer, nullable=False),
    Column("held", Integer, nullable=False, server_default="0"),
    Column("cadence_minutes", Integer),
    Index("ix_outages_incident", "workspace_id", "incident", "ended_at"),
)

notices = Table(
    "notices",
    metadata,
    workspace(),
    Column("id", String(36), primary_key=True),
    Column("incident", Integer, nullable=False),
    Column("reference", String(16), nullable=False),
    Column("kind", OneOf(String(32), NoticeKind), nullable=False),
    Column("state", String(16), nullable=False),
    Column("message", Typed(PublicMessage), nullable=False),
    Column("change", Typed(Change), nullable=False),
    Column("outage", Typed(Outage)),
    Column("outage_version", Integer, nullable=False),
    Column("recipients", Typed(tuple[Recipient, ...]), nullable=False),
    Column("drafted_by", String(32), nullable=False),
    Column("drafted_at", Instant, nullable=False),
    Column("confirmed_by", String(32)),
    Column("confirmed_at", Instant),
    Column("corrects", String(36)),
    Column("edit", Typed(PublicMessage)),
    Column("finds", Typed(WORDS), nullable=False, server_default="[]"),
    Column("plan", String(64), nullable=False, server_default=""),
    Column("quiet", Typed(WORDS), nullable=False, server_default="[]"),
    Column("by_two", Boolean, nullable=False, server_default=false()),
    Column("own", Typed(tuple[Variant, ...]), nullable=False, server_default="[]"),
    Column("own_edits", Typed(tuple[Variant, ...]), nullable=False, server_default="[]"),
    Column("faults", Typed(WORDS), nullable=False, server_default="[]"),
    Index("ix_notices_reference", "workspace_id", "reference", "state"),
)
