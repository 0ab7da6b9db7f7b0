"""Notices in which some customers read words of their own, and the templates that failed."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("notices") as notices:
        for name in ("own", "own_edits", "faults"):
            notices.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
