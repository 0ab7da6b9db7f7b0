"""Legal holds: why everything of an incident is to be kept."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("incidents") as table:
        table.add_column(sa.Column("hold", sa.Text(), server_default="", nullable=False))
