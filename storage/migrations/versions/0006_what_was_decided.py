"""What people decided of an incident: its severity, cause, plan, and whether data was exposed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    for column in (
        sa.Column("severity_by", sa.String(length=32), nullable=True),
        sa.Column("rating", sa.JSON(), nullable=True),
        sa.Column("cause", sa.Text(), server_default="", nullable=False),
        sa.Column("plan", sa.Text(), server_default="", nullable=False),
        sa.Column("exposure", sa.JSON(), nullable=True),
    ):
        op.add_column("incidents", column)
