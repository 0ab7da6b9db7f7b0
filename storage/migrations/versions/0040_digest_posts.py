"""Which incidents each digest named."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "digest_posts",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("post_id", sa.String(length=36), nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_digest_posts_workspace_id")
        ),
        sa.PrimaryKeyConstraint(
            "workspace_id", "post_id", "incident", name=op.f("pk_digest_posts")
        ),
    )
    op.create_index("ix_digest_posts_incident", "digest_posts", ["workspace_id", "incident"])
