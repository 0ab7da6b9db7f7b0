"""The token is refused: the app was removed from the workspace, or its token revoked.

Nothing can be said in Slack then. Whoever runs Onus reads it in the log and sees `/health` fail;
what is queued waits, this message before all, and goes once there is a token again.
"""

from domain.facts import Fact, FactKind
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import utc_day
from handlers.kit.rules import log
from handlers.kit.turn import Turn
from storage import outbox, workspaces

CURE = (
    "Install the app again (api.slack.com/apps, “Install App”), set SLACK_BOT_TOKEN to the token "
    "that it shows, and start Onus anew: what waits goes then."
)


def was_refused(turn: Turn) -> InternalMessage:
    """Tell colleagues, once it is over, why nothing came for a while."""
    return InternalMessage(
        f":electric_plug: From {utc_day(turn.now)} on Slack refused Onus: its token was revoked, "
        "or the app removed. What was due meanwhile comes now, and says where it is late."
    )


async def refused(turn: Turn, request: Request) -> None:
    """Put it down, and have it told as soon as anything can be; nobody but Slack says so."""
    request.via.check_by_slack()
    log.critical("Slack has taken the token back. %s", CURE)
    turn.record(Fact(FactKind.SHUT_OUT, ONUS.user_id, turn.now))
    known = await workspaces.get(turn.tx, turn.office.id)
    if channel_id := known.incidents_channel_id:
        await outbox.post(
            turn.tx,
            turn.office.id,
            channel_id=channel_id,
            message=was_refused(turn),
            now=turn.now,
        )


VERB = Verb(
    name="token-refused",
    usage="",
    summary="put down that Slack has taken the token back",
    right=Act.ASK,
    do=refused,
    hidden=True,
)
