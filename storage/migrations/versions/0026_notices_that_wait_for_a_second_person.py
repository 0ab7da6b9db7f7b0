"""Notices that wait for a second person."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("notices") as notices:
        notices.add_column(
            sa.Column("by_two", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "notice_proposals",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("notice_id", sa.String(length=36), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("drafted_by", sa.String(length=32), nullable=False),
        sa.Column("proposed_by", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("post_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("quietly", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_notice_proposals_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "notice_id", name=op.f("pk_notice_proposals")),
    )
    op.create_index(
        "ix_notice_proposals_incident", "notice_proposals", ["workspace_id", "incident"]
    )
