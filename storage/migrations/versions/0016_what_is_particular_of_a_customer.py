"""What is particular of a customer."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; nothing is particular of the customers that there are."""
    profile = sa.Column("profile", sa.JSON(), server_default="{}", nullable=False)
    op.add_column("customers", profile)
