"""Words of the organisation: what its people call layers, models and services."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "aliases",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("phrase", sa.String(length=80), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_aliases_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "phrase", name=op.f("pk_aliases")),
    )
