"""What came in and what goes out: inbox, outbox, timers."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, text

from storage.columns import Instant
from storage.tables.base import metadata, workspace

inbox = Table(
    "inbox",
    metadata,
    workspace(),
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
    Column("address", Text),
    Column("user_id", String(32)),
    Column("thread_ts", String(32)),
    Column("reply_to", String(36)),
    Column("target", String(36)),
    Column("respond_url", Text),
    Column("view", String(64)),
    Column("text", Text, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("filename", Text),
    Column("content", Text),
    Column("file_id", String(32)),
    Column("incident", Integer),
    Column("notice_id", String(36)),
    Column("maintenance", String(16)),
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
    Index(
        "ix_outbox_maintenance",
        "workspace_id",
        "maintenance",
        sqlite_where=text("maintenance IS NOT NULL"),
        postgresql_where=text("maintenance IS NOT NULL"),
    ),
    Index("ix_outbox_ts", "workspace_id", "channel_id", "ts"),
)

timers = Table(
    "timers",
    metadata,
    workspace(),
    Column("key", String(128), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("body", JSON, nullable=False),
)
