"""Action items: what incidents leave to be done."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "action_items",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("done_by", sa.String(length=32)),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_action_items_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "incident", "number", name=op.f("pk_action_items")),
    )
    op.create_index(
        "ix_action_items_open",
        "action_items",
        ["workspace_id", "owner", "due_on"],
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )
