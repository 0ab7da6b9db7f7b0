"""Mitigations: why now, risk, way back, region, notice, recipients, and the review afterwards."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    for name in ("why", "risk", "undo", "region", "notice"):
        op.add_column("mitigations", sa.Column(name, sa.Text(), server_default="", nullable=False))
    for column in (
        sa.Column("recipients", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("reviewed_by", sa.String(length=32), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
    ):
        op.add_column("mitigations", column)
