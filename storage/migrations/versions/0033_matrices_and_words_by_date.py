"""From when a proposed matrix answers, and what words meant before."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("matrix_proposals") as proposals:
        proposals.add_column(sa.Column("active_from", sa.DateTime(timezone=True)))
    op.create_table(
        "former_aliases",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("phrase", sa.String(length=80), nullable=False),
        sa.Column("target", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.String(length=32), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(length=32), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_former_aliases_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_former_aliases")),
    )
    op.create_index("ix_former_aliases_ended", "former_aliases", ["workspace_id", "ended_at"])
