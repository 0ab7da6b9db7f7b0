"""Modals in stacks of up to three, and each person's App Home."""

import secrets

from sandbox.clock import Clock
from sandbox.config import App
from sandbox.elements import initial_values
from sandbox.errors import Json, SlackError
from sandbox.records import View
from sandbox.roster import Roster
from sandbox.store import Store, Table
from sandbox.stream import Stream

_MOST_STACKED = 3


class Views:
    """All open views."""

    def __init__(
        self, *, app: App, roster: Roster, clock: Clock, store: Store, stream: Stream
    ) -> None:
        self._app = app
        self._team_id = roster.home.id
        self._clock = clock
        self._stream = stream
        self._modals = Table(store, "view", View)
        self._homes = Table(store, "home", View)

    def stack(self, user: str) -> list[View]:
        """Return a person's open modals, the one on top last."""
        theirs = (view for view in self._modals.all() if view.user == user)
        return sorted(theirs, key=lambda view: view.seq)

    def home(self, user: str) -> View | None:
        """Return what a person's App Home shows."""
        return self._homes.get(user)

    def find(self, *, view_id: str | None, external_id: str | None) -> View:
        """Look a view up by either id; raises not_found."""
        for view in [*self._modals.all(), *self._homes.all()]:
            if view.id == view_id or (external_id and _external_id(view) == external_id):
                return view
        raise SlackError("not_found")

    def open(self, user: str, content: Json) -> View:
        """Open a modal as the first of a new stack, in place of an older one."""
        self.clear(user)
        view = self._new(user, content)
        return self._shown(view.model_copy(update={"root_view_id": view.id}))

    def push(self, user: str, content: Json) -> View:
        """Put a modal on top; raises push_limit_reached."""
        stack = self.stack(user)
        if not stack or len(stack) >= _MOST_STACKED:
            raise SlackError("push_limit_reached" if stack else "invalid_trigger_id")
        family = {"root_view_id": stack[0].id, "previous_view_id": stack[-1].id}
        return self._shown(self._new(user, content).model_copy(update=family))

    def update(self, view: View, content: Json, given_hash: str | None = None) -> View:
        """Replace what a view shows, keeping what was typed; raises hash_conflict."""
        if given_hash is not None and given_hash != view.hash:
            raise SlackError("hash_conflict")
        values = initial_values(content["blocks"])
        kept = {
            block_id: {
                action_id: view.values.get(block_id, {}).get(action_id, value)
                for action_id, value in actions.items()
            }
            for block_id, actions in values.items()
        }
        changes = {"content": content, "values": kept, "hash": self._hash()}
        return self._shown(view.model_copy(update={**changes, "changed": self._clock.next_seq()}))

    def publish(self, user: str, content: Json, given_hash: str | None = None) -> View:
        """Show a person's App Home."""
        view = self._homes.get(user)
        if view is not None:
            return self.update(view, content, given_hash)
        view = self._new(user, content)
        return self._shown(view.model_copy(update={"root_view_id": view.id}))

    def typed(self, view: View, values: dict[str, dict[str, Json]]) -> View:
        """Remember what a person put into a view's inputs."""
        changed = view.model_copy(update={"values": values})
        self._save(changed)
        return changed

    def close(self, view: View) -> None:
        """Take a modal away."""
        self._modals.delete(view.id)
        self._stream.publish("view_closed", user=view.user, view_id=view.id)

    def clear(self, user: str) -> None:
        """Take all of a person's modals away."""
        for view in reversed(self.stack(user)):
            self.close(view)

    def shown(self, view: View) -> Json:
        """Return a view as Slack sends it."""
        is_home = view.content["type"] == "home"
        return {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": None if is_home else view.content.get("title"),
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **view.content,
            "id": view.id,
            "team_id": self._team_id,
            "hash": view.hash,
            "state": {"values": view.values},
            "root_view_id": view.root_view_id,
            "previous_view_id": view.previous_view_id,
            "app_id": self._app.id,
            "app_installed_team_id": self._team_id,
            "bot_id": self._app.bot_id,
        }

    def _new(self, user: str, content: Json) -> View:
        external_id = content.get("external_id")
        if external_id and any(_external_id(view) == external_id for view in self._modals.all()):
            raise SlackError("duplicate_external_id")
        seq = self._clock.next_seq()
        return View(
            seq=seq,
            changed=seq,
            id=f"V{seq:X}",
            user=user,
            content=content,
            hash=self._hash(),
            root_view_id="",
            values=initial_values(content["blocks"]),
        )

    def _hash(self) -> str:
        return f"{self._clock.next_seq()}.{secrets.token_hex(4)}"

    def _save(self, view: View) -> None:
        if view.content["type"] == "home":
            self._homes.save(view.user, view)
        else:
            self._modals.save(view.id, view)

    def _shown(self, view: View) -> View:
        self._save(view)
        kind = "home" if view.content["type"] == "home" else "view"
        self._stream.publish(kind, user=view.user, view=self.shown(view))
        return view


def _external_id(view: View) -> str | None:
    external_id: str | None = view.content.get("external_id")
    return external_id
