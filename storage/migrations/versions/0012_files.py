"""Files go by the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("outbox", sa.Column("filename", sa.Text()))
    op.add_column("outbox", sa.Column("content", sa.Text()))
    op.add_column("outbox", sa.Column("file_id", sa.String(length=32)))
