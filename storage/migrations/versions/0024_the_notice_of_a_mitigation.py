"""Mitigations: the whole notice that goes with one; notices: the plan that they go with."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    impact = sa.Column("impact", sa.String(length=16), server_default="partial", nullable=False)
    op.add_column("mitigations", impact)
    op.add_column("mitigations", sa.Column("words", sa.Text(), server_default="", nullable=False))
    plan = sa.Column("plan", sa.String(length=64), server_default="", nullable=False)
    op.add_column("notices", plan)
