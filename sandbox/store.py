"""What survives the sandbox's own end: records in one SQLite file, written through one by one.

Every record is one row, so a change is whole or absent; what spans several records is derived
when read. The file belongs to one process. `synchronous=OFF`: a killed process loses nothing
that was answered; a power cut may.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

Record = TypeVar("Record", bound=BaseModel)

_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS records (
    kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
"""


class Store:
    """The file; without a path, memory that is gone at the end."""

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._db.executescript(_SCHEMA)

    def rows(self, kind: str) -> Iterator[tuple[str, str]]:
        """Key and body of every record of a kind."""
        return iter(
            self._db.execute("SELECT key, body FROM records WHERE kind = ?", (kind,)).fetchall()
        )

    def put(self, kind: str, key: str, body: str) -> None:
        """Write or overwrite one record; it is safe from SIGKILL when this returns."""
        self._db.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", (kind, key, body))

    def delete(self, kind: str, key: str) -> None:
        """Forget one record."""
        self._db.execute("DELETE FROM records WHERE kind = ? AND key = ?", (kind, key))

    def close(self) -> None:
        """Close the file."""
        self._db.close()


class Table(Generic[Record]):
    """All records of one kind, by key, in memory and in the store."""

    def __init__(self, store: Store, kind: str, model: type[Record]) -> None:
        self._store = store
        self._kind = kind
        self._records = {key: model.model_validate_json(body) for key, body in store.rows(kind)}

    def get(self, key: str) -> Record | None:
        """One record, or None."""
        return self._records.get(key)

    def all(self) -> list[Record]:
        """Every record, in no particular order."""
        return list(self._records.values())

    def save(self, key: str, record: Record) -> None:
        """Remember a record as it is now."""
        self._records[key] = record
        self._store.put(self._kind, key, record.model_dump_json(exclude_defaults=True))

    def delete(self, key: str) -> None:
        """Forget a record."""
        del self._records[key]
        self._store.delete(self._kind, key)
