"""The tables; each row belongs to a workspace."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from domain.customers import Recipient
from domain.determination import Determination
from domain.facts import FactKind
from domain.incident import Phase, Severity, Verdict
from domain.mitigation import Stage
from domain.outage import Change, Impact, NoticeKind, Outage, Status
from domain.question.gap import FOLDED_LIMIT
from domain.words import PublicMessage, PublicText
from storage.columns import Instant, OneOf, Typed

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)
_WORDS = tuple[str, ...]


def _workspace() -> Column[str]:
    return Column("workspace_id", String(32), ForeignKey("workspaces.id"), primary_key=True)


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
    _workspace(),
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    _workspace(),
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
    Column("determination", Typed(Determination)),
    Column("services", Typed(_WORDS), nullable=False),
    Column("closed_at", Instant),
    Column("restricted", Boolean, nullable=False),
    Index("ix_incidents_open", "workspace_id", "closed_at", "number"),
    Index("ix_incidents_card", "workspace_id", "card_id", unique=True),
)

incident_readers = Table(
    "incident_readers",
    metadata,
    _workspace(),
    Column("incident", Integer, primary_key=True),
    Column("user_id", String(32), primary_key=True),
)

mitigations = Table(
    "mitigations",
    metadata,
    _workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("services", Typed(_WORDS), nullable=False),
    Column("customers", Typed(_WORDS), nullable=False),
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
)

approvals = Table(
    "approvals",
    metadata,
    _workspace(),
    Column("subject", String(64), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("decision", String(48), nullable=False),
    Column("decided_by", String(32), nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

customers = Table(
    "customers",
    metadata,
    _workspace(),
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("services", Typed(_WORDS), nullable=False),
    Column("removed_at", Instant),
    Index(
        "uq_customers_name",
        "workspace_id",
        "name_folded",
        unique=True,
        sqlite_where=text("removed_at IS NULL"),
        postgresql_where=text("removed_at IS NULL"),
    ),
)

customer_channels = Table(
    "customer_channels",
    metadata,
    _workspace(),
    Column("channel_id", String(32), primary_key=True),
    Column("customer_id", String(36), nullable=False, index=True),
)

outages = Table(
    "outages",
    metadata,
    _workspace(),
    Column("reference", String(16), primary_key=True),
    Column("incident", Integer, nullable=False),
    Column("title", Typed(PublicText), nullable=False),
    Column("impact", OneOf(String(16), Impact), nullable=False),
    Column("status", OneOf(String(16), Status), nullable=False),
    Column("services", Typed(_WORDS), nullable=False),
    Column("customers", Typed(_WORDS), nullable=False),
    Column("started_by", String(32), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("spoke_at", Instant, nullable=False),
    Column("next_update_at", Instant, nullable=False),
    Column("estimates", Typed(tuple[datetime | None, ...]), nullable=False),
    Column("ended_at", Instant),
    Column("version", Integer, nullable=False),
    Index("ix_outages_incident", "workspace_id", "incident", "ended_at"),
)

notices = Table(
    "notices",
    metadata,
    _workspace(),
    Column("id", String(36), primary_key=True),
    Column("incident", Integer, nullable=False),
    Column("reference", String(16), nullable=False),
    Column("kind", OneOf(String(32), NoticeKind), nullable=False),
    Column("state", String(16), nullable=False),
    Column("message", Typed(PublicMessage), nullable=False),
    Column("change", Typed(Change), nullable=False),
    Column("outage", Typed(Outage), nullable=False),
    Column("outage_version", Integer, nullable=False),
    Column("recipients", Typed(tuple[Recipient, ...]), nullable=False),
    Column("drafted_by", String(32), nullable=False),
    Column("drafted_at", Instant, nullable=False),
    Column("confirmed_by", String(32)),
    Column("confirmed_at", Instant),
    Index("ix_notices_reference", "workspace_id", "reference", "state"),
)

questions = Table(
    "questions",
    metadata,
    _workspace(),
    Column("folded", String(FOLDED_LIMIT), primary_key=True),
    Column("question", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("asked_at", Instant, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    _workspace(),
    Column("id", String(36), primary_key=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("said_by", String(32), nullable=False),
    Column("said_at", Instant, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    _workspace(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("incident", Integer),
    Column("kind", OneOf(String(48), FactKind), nullable=False),
    Column("actor", String(32), nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("salt", LargeBinary(16)),
    Column("data", Text),
    Index("ix_journal_incident", "workspace_id", "incident", "seq"),
)

chains = Table(
    "chains",
    metadata,
    _workspace(),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    _workspace(),
    Column("key", String(255), primary_key=True),
    Column("body", JSON, nullable=False),
    Column("respond_url", Text),
    Column("received_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("done_at", Instant),
    Column("error_id", String(36)),
    Index(
        "ix_inbox_waiting",
        "workspace_id",
        "received_at",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("workspace_id", String(32), ForeignKey("workspaces.id"), nullable=False),
    Column("id", String(36), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("stream", String(128), nullable=False),
    Column("channel_id", String(32), nullable=False),
    Column("user_id", String(32)),
    Column("thread_ts", String(32)),
    Column("reply_to", String(36)),
    Column("target", String(36)),
    Column("respond_url", Text),
    Column("view", String(64)),
    Column("text", Text, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("incident", Integer),
    Column("notice_id", String(36)),
    Column("customer_id", String(36)),
    Column("promised_at", Instant),
    Column("queued_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("try_at", Instant),
    Column("claimed_at", Instant),
    Column("last_error", Text),
    Column("ts", String(32)),
    Column("sent_at", Instant),
    Index(
        "ix_outbox_waiting",
        "workspace_id",
        "stream",
        "seq",
        sqlite_where=text("state IN ('queued', 'sending')"),
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
    Index(
        "ix_outbox_failed",
        "workspace_id",
        "incident",
        sqlite_where=text("state = 'failed'"),
        postgresql_where=text("state = 'failed'"),
    ),
    Index("ix_outbox_notice", "notice_id"),
    Index("ix_outbox_ts", "workspace_id", "channel_id", "ts"),
)

timers = Table(
    "timers",
    metadata,
    _workspace(),
    Column("key", String(128), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("body", JSON, nullable=False),
)
