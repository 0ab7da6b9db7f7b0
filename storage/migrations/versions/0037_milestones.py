"""Milestones of incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "milestones",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("planned_at", instant, nullable=False),
        sa.Column("due_at", instant, nullable=False),
        sa.Column("set_by", sa.String(length=32), nullable=False),
        sa.Column("set_at", instant, nullable=False),
        sa.Column("public", sa.JSON()),
        sa.Column("done_by", sa.String(length=32)),
        sa.Column("done_at", instant),
        sa.Column("dropped_at", instant),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_milestones_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "incident", "number", name=op.f("pk_milestones")),
    )
