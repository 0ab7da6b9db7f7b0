"""Letters: where what goes by other ways than Slack is sent."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("address", sa.Text()))
