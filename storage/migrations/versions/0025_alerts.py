"""Alerts: by which key services outside Slack know a page."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("pages") as table:
        table.add_column(sa.Column("key", sa.String(64), server_default="", nullable=False))
        table.create_index("ix_pages_key", ["workspace_id", "key"])
