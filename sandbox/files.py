"""Files: announced, uploaded, completed; of the app or of a person; told as Slack does."""

import mimetypes
import secrets
from pathlib import PurePath

from sandbox.clock import Clock
from sandbox.config import Team
from sandbox.errors import Json
from sandbox.records import File
from sandbox.store import Store, Table


class Files:
    """All files, the announced ones included. A file counts once it is complete."""

    def __init__(self, *, home: Team, clock: Clock, store: Store) -> None:
        self._home = home
        self._clock = clock
        self._table = Table(store, "file", File)

    def get(self, file_id: str) -> File | None:
        """Return a complete file, or None."""
        file = self._table.get(file_id)
        return file if file and file.is_complete else None

    def announced(self, file_id: str) -> File | None:
        """Return a file that may not be complete, or None."""
        return self._table.get(file_id)

    def awaited(self, key: str) -> File | None:
        """Return the file whose upload address has this key, or None."""
        return next((each for each in self._table.all() if each.key == key), None)

    def announce(self, *, user: str, name: str, size: int) -> File:
        """Make room for a file that will be uploaded."""
        seq = self._clock.next_seq()
        file = File(
            id=f"F{seq:X}",
            key=secrets.token_urlsafe(16),
            user=user,
            name=name,
            title=name,
            size=size,
            created=int(self._clock.now.timestamp()),
        )
        self._table.save(file.id, file)
        return file

    def upload(self, file: File, content: bytes) -> File:
        """Take what was uploaded."""
        return self._saved(file, content=content)

    def complete(self, file: File, *, title: str | None = None) -> File:
        """Make an uploaded file one that can be seen."""
        return self._saved(file, title=title or file.title, is_complete=True)

    def delete(self, file: File) -> None:
        """Take a file away."""
        self._table.delete(file.id)

    def shown(self, file: File, *, base_url: str) -> Json:
        """Return a file as Slack tells of it; its private addresses need the app's token."""
        kind = PurePath(file.name).suffix.removeprefix(".") or "text"
        place = f"{base_url}/files-pri/{self._home.id}-{file.id}"
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            "filetype": kind,
            "pretty_type": kind.upper(),
            "user": file.user,
            "user_team": self._home.id,
            "editable": False,
            "size": file.size,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "url_private": f"{place}/{file.name}",
            "url_private_download": f"{place}/download/{file.name}",
            "permalink": f"https://{self._home.domain}.slack.com/files/{file.user}/{file.id}",
            "comments_count": 0,
            "is_starred": False,
            "has_rich_preview": False,
            "file_access": "visible",
        }

    def _saved(self, file: File, **changed: object) -> File:
        new = file.model_copy(update=changed)
        self._table.save(new.id, new)
        return new
