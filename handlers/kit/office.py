"""Where the organisation stands and what it has set: the same for every command of a workspace."""

from dataclasses import dataclass, field
from datetime import timedelta

from domain import rulebook, runbook
from domain.alert import Service
from domain.commitment import Cadence
from domain.outage import NoticeKind
from domain.rulebook import Rulebook
from domain.runbook import Shelf
from domain.ways import Way
from handlers.kit.templates import Templates
from storage.workspaces import Workspace


@dataclass(frozen=True)
class Office:
    """A workspace as handlers see it.

    side: `provider`, `customer` or `both`. timezone: where a person's own is unknown.
    incidents_channel: its name, for texts. catalogue_url: where the company keeps which team has
    what, None where it has no such place. stop_after: how long a confirmed notice can be stopped.
    fallback_after: how long after the promised minute other ways stand in for Slack.
    inside_words: what the organisation tells no customer. pagers: where pages go besides Slack.
    by_two: the kinds of notice that a second person approves. ways: those beside Slack that are set
    up to tell customers. templates: how it writes to them.
    drill_channel: where drills tell customers, by name or id; empty where nothing is set.
    """

    workspace: Workspace
    side: str
    cadence: Cadence
    timezone: str
    incidents_channel: str
    catalogue_url: str | None = None
    rulebook: Rulebook = field(default_factory=rulebook.built_in)
    runbooks: Shelf = field(default_factory=runbook.built_in)
    stop_after: timedelta = timedelta(0)
    fallback_after: timedelta = timedelta(minutes=5)
    inside_words: tuple[str, ...] = ()
    pagers: tuple[Service, ...] = ()
    by_two: frozenset[NoticeKind] = frozenset()
    ways: frozenset[Way] = frozenset()
    templates: Templates = field(default_factory=Templates)
    drill_channel: str = ""

    @property
    def id(self) -> str:
        """The workspace's id."""
        return self.workspace.id
