"""The words by which incidents are found."""

from sqlalchemy import Column, Index, Integer, String, Table

from storage.tables.base import metadata, workspace

WORD_LIMIT = 40

search_words = Table(
    "search_words",
    metadata,
    workspace(),
    # compared byte by byte on both databases, so that a beginning of a word is a range of the key
    Column(
        "word",
        String(WORD_LIMIT).with_variant(String(WORD_LIMIT, collation="C"), "postgresql"),
        primary_key=True,
    ),
    Column("incident", Integer, primary_key=True),
    Index("ix_search_words_incident", "workspace_id", "incident"),
)
