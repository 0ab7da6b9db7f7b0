"""How an incident ended, where it was not simply closed."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("incidents", sa.Column("ending", sa.String(length=16), nullable=True))
    op.add_column("incidents", sa.Column("merged_into", sa.Integer(), nullable=True))
