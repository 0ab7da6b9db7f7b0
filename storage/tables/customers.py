"""Customers and their channels."""

from sqlalchemy import Column, Index, String, Table, Text, text

from domain.channels import Channel
from domain.profile import Profile
from storage.columns import Instant, Typed
from storage.tables.base import WORDS, metadata, workspace

customers = Table(
    "customers",
    metadata,
    workspace(),
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_folded", Text, nullable=False),
    Column("services", Typed(WORDS), nullable=False),
    Column("profile", Typed(Profile), nullable=False, server_default="{}"),
    Column("removed_at", Instant),
    Column("organisations", Typed(WORDS)),
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
    workspace(),
    Column("channel_id", String(32), primary_key=True),
    Column("customer_id", String(36), nullable=False, index=True),
    Column("seen", Typed(Channel)),
)
