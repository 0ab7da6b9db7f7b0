"""Notices that amend others, and the inside words that a notice was sent with."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("corrects", sa.String(length=36)))
        notices.add_column(sa.Column("edit", sa.JSON()))
        notices.add_column(sa.Column("finds", sa.JSON(), nullable=False, server_default="[]"))
