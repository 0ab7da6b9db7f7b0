"""Who reads in customers' channels, and how those channels were seen last."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("customers") as customers:
        customers.add_column(sa.Column("organisations", sa.JSON()))
    with op.batch_alter_table("customer_channels") as channels:
        channels.add_column(sa.Column("seen", sa.JSON()))
