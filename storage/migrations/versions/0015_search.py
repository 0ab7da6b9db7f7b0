"""Words by which incidents are found, and incidents by when they were opened."""

import json

import sqlalchemy as sa
from alembic import op

from storage.search import TEXTS, words_of

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward, with the words of what the journal holds already."""
    word = sa.String(length=40).with_variant(sa.String(length=40, collation="C"), "postgresql")
    words = op.create_table(
        "search_words",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("word", word, nullable=False),
        sa.Column("incident", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_search_words_workspace_id")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "word", "incident", name=op.f("pk_search_words")),
    )
    op.create_index("ix_search_words_incident", "search_words", ["workspace_id", "incident"])
    op.create_index("ix_incidents_opened", "incidents", ["workspace_id", "opened_at"])
    rows = [
        {"workspace_id": workspace_id, "word": each, "incident": incident}
        for workspace_id, incident, each in sorted(_kept())
    ]
    if rows:
        op.bulk_insert(words, rows)


def _kept() -> set[tuple[str, int, str]]:
    """Return each word that was written of each incident."""
    found = op.get_bind().execute(
        sa.text(
            "SELECT workspace_id, incident, data FROM journal "
            "WHERE incident IS NOT NULL AND data IS NOT NULL"
        )
    )
    return {
        (workspace_id, incident, word)
        for workspace_id, incident, data in found
        for name, text in json.loads(data).items()
        if name in TEXTS
        for part in (text if isinstance(text, list) else [text])
        if isinstance(part, str)
        for word in words_of(part)
    }
