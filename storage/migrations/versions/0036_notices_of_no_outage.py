"""Notices that are of no outage."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("notices") as notices:
        notices.alter_column("outage", existing_type=sa.JSON(), nullable=True)
