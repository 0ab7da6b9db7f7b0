"""How rights read: who holds what, and the warning that nobody could approve."""

from domain.people import Right, Staff
from handlers.kit.mrkdwn import mention


def holders(staff: Staff, right: Right) -> str:
    """Say who holds a right, and why."""
    people = ", ".join(map(mention, staff.holders(right))) or "nobody"
    if staff.is_given(right) and right not in (Right.VIEWER, Right.RESPONDER):
        return people
    if right is Right.ADMIN:
        return f"{people} (owns or administers the Slack workspace)"
    return f"{people} (members of #{staff.channel}, and whoever it was given to)"


def nobody_approves(staff: Staff, *, but: str = "") -> str:
    """Return the warning that a mitigation would find no second person, empty where it would.

    but: who proposes, and so cannot approve.
    """
    able = {*staff.holders(Right.APPROVER), *staff.holders(Right.ADMIN)}
    if len(able - {but}) >= (1 if but else 2):
        return ""
    return (
        ":warning: Nobody could approve: nobody approves their own mitigation, and there is no "
        f"second person. Invite one to #{staff.channel}, or give somebody the right: "
        "`/incident grant approver @bob`."
    )
