"""Proposals that a version of a matrix answers."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "matrix_proposals",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("matrix_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("proposed_by", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("post_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_matrix_proposals_workspace_id")
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "matrix_id", "version", name=op.f("pk_matrix_proposals")
        ),
    )
