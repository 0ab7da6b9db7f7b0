"""Analyses: since when a part is replaced by another."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("remarks", sa.Column("replaced_at", sa.DateTime(timezone=True)))
