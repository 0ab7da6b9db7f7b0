"""What people make of incidents, and who alone may read it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "remarks",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=32), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_remarks_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "incident", "number", name=op.f("pk_remarks")),
    )
    op.create_table(
        "analysis_readers",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_analysis_readers_workspace_id")
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "incident", "user_id", name=op.f("pk_analysis_readers")
        ),
    )
