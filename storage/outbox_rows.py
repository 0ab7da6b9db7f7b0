"""A row of the outbox: how it goes, what goes first, where it stands."""

import uuid
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ways import Way
from domain.words import Blocks
from storage.news import News, bring
from storage.tables import outbox


class Kind(StrEnum):
    """How a row reaches Slack, and so how it is settled after a crash."""

    POST = "post"  # chat.postMessage: looked up by its delivery id before it is sent again
    FILE = "file"  # uploaded, then shared: asked for by its id before it is uploaded again
    UNSHARE = "unshare"  # files.delete of the target's file: repeated, "not there" is done
    UPDATE = "update"  # chat.update of the target: repeated
    HOME = "home"  # views.publish: repeated
    EPHEMERAL = "ephemeral"  # chat.postEphemeral: repeated, leaves no trace to look up
    RESPOND = "respond"  # a response_url: repeated
    CREATE = "create"  # a private channel: repeated, "already there" is done
    INVITE = "invite"  # of a person to it: as above
    REMOVE = "remove"  # of a person from it: repeated, "not there" is done
    ALERT = "alert"  # to a paging service: repeated, under a key that it knows again
    MAIL = "mail"  # an e-mail: repeated under the same Message-ID
    WEBHOOK = "webhook"  # a call of a customer's address: repeated under the same id


LOOKED_UP = (Kind.POST, Kind.FILE)
"""What must not be sent twice: after an unclear answer it is looked up before it is sent again."""


LETTERS = (Kind.MAIL, Kind.WEBHOOK)
"""What goes by other ways than Slack."""


def way_of(kind: Kind) -> Way:
    """Return the way by which such a row goes."""
    return Way(kind) if kind in LETTERS else Way.SLACK


class Urgency(IntEnum):
    """What goes first where all could go."""

    ANSWER = 0
    NOTICE = 1
    POST = 2
    VIEW = 3


class State(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"  # goes nowhere until it is released
    ASKED = "asked"  # a stranger reads there: goes nowhere until somebody says so
    STOPPED = "stopped"  # was held, and goes nowhere at all
    SUPERSEDED = "superseded"  # never went: what came after it says more


# Written out in the statement, so that the databases see that the index of these rows serves.
OPEN: BindParameter[list[State]] = bindparam(
    "open", [State.QUEUED, State.SENDING], expanding=True, literal_execute=True
)
"""The states of what is still to go."""


def new_id() -> str:
    """Return a fresh delivery id."""
    return str(uuid.uuid4())


async def put(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    text: str = "",
    blocks: Blocks = (),
    queued_at: datetime,
    **columns: Any,  # noqa: ANN401  # the row's other columns
) -> str:
    """Put a row in, to go as soon as it can; return its id. columns: as in `storage.tables`."""
    bring(tx, News.QUEUED)
    row = {"id": new_id(), "state": State.QUEUED, **columns}
    await tx.execute(
        insert(outbox).values(
            workspace_id=workspace_id,
            attempts=0,
            text=text,
            blocks=list(blocks),
            queued_at=queued_at,
            **row,
        )
    )
    return str(row["id"])
