"""Commitments on record, freezes, and how an outage's promises stand."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("outages") as outages:
        outages.add_column(sa.Column("held", sa.Integer(), nullable=False, server_default="0"))
        outages.add_column(sa.Column("cadence_minutes", sa.Integer()))
    op.create_table(
        "commitments",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("notice_id", sa.String(length=36), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("answered_by", sa.String(length=32)),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_commitments_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "notice_id", name=op.f("pk_commitments")),
    )
    op.create_index("ix_commitments_incident", "commitments", ["workspace_id", "incident"])
    op.create_index("ix_commitments_promised_at", "commitments", ["workspace_id", "promised_at"])
    op.create_table(
        "freezes",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("frozen_by", sa.String(length=32), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_freezes_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "incident", name=op.f("pk_freezes")),
    )
