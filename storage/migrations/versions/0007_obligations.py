"""Obligations: which clocks run for which incident."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "obligations",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("counts_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String(length=16)),
        sa.Column("settled_by", sa.String(length=32)),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_obligations_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "incident", "number", name=op.f("pk_obligations")),
    )
    op.create_index("ix_obligations_open", "obligations", ["workspace_id", "outcome", "due_at"])
