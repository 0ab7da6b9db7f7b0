"""What people make of incidents, and who alone may read it."""

from sqlalchemy import Column, Integer, String, Table, Text

from domain.analysis import Aspect
from storage.columns import Instant, OneOf
from storage.tables.base import metadata, workspace

remarks = Table(
    "remarks",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("aspect", OneOf(String(32), Aspect), nullable=False),
    Column("text", Text, nullable=False),
    Column("written_by", String(32), nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("replaced_at", Instant),
)

analysis_readers = Table(
    "analysis_readers",
    metadata,
    workspace(),
    Column("incident", Integer, primary_key=True),
    Column("user_id", String(32), primary_key=True),
)
