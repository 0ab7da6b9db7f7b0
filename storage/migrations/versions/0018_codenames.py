"""Codenames of restricted incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("incidents") as table:
        table.add_column(sa.Column("codename", sa.Text(), server_default="", nullable=False))
