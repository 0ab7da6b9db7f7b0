"""What was asked of the matrix, and what was said to be wrong."""

from sqlalchemy import Column, Integer, String, Table, Text

from domain.question.gap import FOLDED_LIMIT
from storage.columns import Instant
from storage.tables.base import metadata, workspace

questions = Table(
    "questions",
    metadata,
    workspace(),
    Column("folded", String(FOLDED_LIMIT), primary_key=True),
    Column("question", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("asked_at", Instant, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    workspace(),
    Column("id", String(36), primary_key=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("said_by", String(32), nullable=False),
    Column("said_at", Instant, nullable=False),
)
