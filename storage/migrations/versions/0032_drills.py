"""Drills: where an exercise tells customers."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("incidents") as table:
        table.add_column(
            sa.Column("drill_channel", sa.String(32), server_default="", nullable=False)
        )
