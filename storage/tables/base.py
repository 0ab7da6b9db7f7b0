"""What every table has: the one list of them, names for constraints, and its workspace."""

from sqlalchemy import Column, ForeignKey, MetaData, String

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)
WORDS = tuple[str, ...]


def workspace() -> Column[str]:
    """Return the column that is the first part of every key."""
    return Column("workspace_id", String(32), ForeignKey("workspaces.id"), primary_key=True)
