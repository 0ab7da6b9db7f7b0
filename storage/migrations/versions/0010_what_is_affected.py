"""What an incident affects, and whose responsibility that is, layer by layer."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LIST_POSTGRESQL = """
    UPDATE incidents SET determinations = json_build_array(determination),
        layers = json_build_array(determination->'layer')
    WHERE determination IS NOT NULL
"""
_LIST_SQLITE = """
    UPDATE incidents SET determinations = json_array(json(determination)),
        layers = json_array(json_extract(determination, '$.layer'))
    WHERE determination IS NOT NULL
"""


def upgrade() -> None:
    """Go forward; the one determination that there was becomes the first of several."""
    for name in ("determinations", "layers", "regions"):
        op.add_column("incidents", sa.Column(name, sa.JSON(), server_default="[]", nullable=False))
    op.add_column("incidents", sa.Column("tracking", sa.Text(), server_default="", nullable=False))
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    op.execute(_LIST_POSTGRESQL if is_postgresql else _LIST_SQLITE)
