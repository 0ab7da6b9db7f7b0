"""Incidents, who may read the restricted ones, and their mitigations."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from domain.determination import Determination
from domain.exposure import Exposure
from domain.incident import Ending, Phase, Verdict
from domain.mitigation import Stage
from domain.outage import Impact
from domain.severity import Rating, Severity
from storage.columns import Instant, OneOf, Typed
from storage.tables.base import WORDS, metadata, workspace

incidents = Table(
    "incidents",
    metadata,
    workspace(),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("phase", OneOf(String(16), Phase), nullable=False),
    Column("severity", OneOf(Integer(), Severity), nullable=False),
    Column("commander", String(32), nullable=False),
    Column("opened_by", String(32), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("moved_by", String(32), nullable=False),
    Column("moved_at", Instant, nullable=False),
    Column("channel_id", String(32), nullable=False),
    Column("card_id", String(36), nullable=False),
    Column("version", Integer, nullable=False),
    Column("verdict", OneOf(String(32), Verdict)),
    Column("determination", Typed(Determination)),  # of the code before; kept as it was
    Column("determinations", Typed(tuple[Determination, ...]), nullable=False, server_default="[]"),
    Column("layers", Typed(WORDS), nullable=False, server_default="[]"),
    Column("services", Typed(WORDS), nullable=False),
    Column("regions", Typed(WORDS), nullable=False, server_default="[]"),
    Column("tracking", Text, nullable=False, server_default=""),
    Column("severity_by", String(32)),
    Column("rating", Typed(Rating)),
    Column("cause", Text, nullable=False, server_default=""),
    Column("plan", Text, nullable=False, server_default=""),
    Column("exposure", Typed(Exposure)),
    Column("closed_at", Instant),
    Column("ending", OneOf(String(16), Ending)),
    Column("merged_into", Integer),
    Column("restricted", Boolean, nullable=False),
    Column("hold", Text, nullable=False, server_default=""),
    Column("codename", Text, nullable=False, server_default=""),
    Column("drill_channel", String(32), nullable=False, server_default=""),
    Index("ix_incidents_open", "workspace_id", "closed_at", "number"),
    Index("ix_incidents_opened", "workspace_id", "opened_at"),
    Index("ix_incidents_card", "workspace_id", "card_id", unique=True),
)

incident_readers = Table(
    "incident_readers",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("user_id", String(32), primary_key=True),
)

mitigations = Table(
    "mitigations",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("services", Typed(WORDS), nullable=False),
    Column("customers", Typed(WORDS), nullable=False),
    Column("starts_at", Instant),
    Column("stage", OneOf(String(16), Stage), nullable=False),
    Column("proposed_by", String(32), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("post_id", String(36), nullable=False),
    Column("version", Integer, nullable=False),
    Column("decided_by", String(32)),
    Column("decided_at", Instant),
    Column("alone", Boolean, nullable=False),
    Column("withheld", Text, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Column("risk", Text, nullable=False, server_default=""),
    Column("undo", Text, nullable=False, server_default=""),
    Column("region", Text, nullable=False, server_default=""),
    Column("notice", Text, nullable=False, server_default=""),
    Column("impact", OneOf(String(16), Impact), nullable=False, server_default="partial"),
    Column("words", Text, nullable=False, server_default=""),
    Column("recipients", Typed(WORDS), nullable=False, server_default="[]"),
    Column("reviewed_by", String(32)),
    Column("reviewed_at", Instant),
)
