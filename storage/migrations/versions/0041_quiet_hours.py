"""Who has quiet hours when a notice is drafted."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("notices") as notices:
        notices.add_column(sa.Column("quiet", sa.JSON(), nullable=False, server_default="[]"))
