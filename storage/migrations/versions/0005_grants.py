"""Grants: which right was given to whom; and which right a page asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "grants",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("right", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("is_group", sa.Boolean(), nullable=False),
        sa.Column("granted_by", sa.String(length=32), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_grants_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "right", "subject", name=op.f("pk_grants")),
    )
    with op.batch_alter_table("pages") as table:
        right = sa.Column("right", sa.String(length=16), server_default="responder", nullable=False)
        table.add_column(right)
