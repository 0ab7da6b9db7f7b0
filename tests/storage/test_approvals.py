"""An approval is of one form of one thing, and holds for a time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from storage import approvals
from storage.approvals import Approval
from storage.database import Database
from tests.domain.made import NOW
from tests.storage.conftest import OTHERS, OURS

YES = Approval(
    workspace_id=OURS,
    subject="mitigation:1:1",
    digest="d1",
    decision="mitigation.approved",
    decided_by="bob",
    decided_at=NOW,
    reason="",
    expires_at=NOW + timedelta(hours=4),
)


async def test_a_yes_is_to_one_form_of_one_thing_of_one_workspace_until_it_expires(
    database: Database,
) -> None:
    async with database.write() as tx:
        await approvals.give(tx, YES)
        wanted: dict[str, Any] = {
            "subject": YES.subject,
            "digest": YES.digest,
            "now": YES.expires_at,
        }
        assert await approvals.of(tx, OURS, **wanted) == YES
        assert await approvals.of(tx, OTHERS, **wanted) is None
        for other in ({"subject": "x"}, {"digest": "d2"}, {"now": NOW + timedelta(hours=5)}):
            assert await approvals.of(tx, OURS, **(wanted | other)) is None


async def test_whoever_approves_the_same_anew_takes_the_place_of_the_first(
    database: Database,
) -> None:
    again = replace(YES, decided_by="carol", expires_at=NOW + timedelta(hours=9))
    async with database.write() as tx:
        await approvals.give(tx, YES)
        await approvals.give(tx, again)
        found = await approvals.of(
            tx, OURS, subject=YES.subject, digest=YES.digest, now=NOW + timedelta(hours=8)
        )
    assert found == again
