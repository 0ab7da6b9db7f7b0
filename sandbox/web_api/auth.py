"""auth.test and apps.connections.open."""

from sandbox.errors import Json
from sandbox.web_api.method import Arguments, Method
from sandbox.world import World


def _test(world: World, _: Arguments) -> Json:
    return {
        "url": f"https://{world.roster.home.domain}.slack.com/",
        "team": world.roster.home.name,
        "user": world.roster.bot.name,
        "team_id": world.roster.home.id,
        "user_id": world.roster.bot.id,
        "bot_id": world.config.app.bot_id,
        "is_enterprise_install": False,
    }


def _open(world: World, _: Arguments) -> Json:
    base = world.base_url.replace("http", "ws", 1)
    app_id = world.config.app.id
    return {"url": f"{base}/link/?ticket={world.sockets.ticket()}&app_id={app_id}"}


METHODS = (
    Method("auth.test", Arguments, (), _test),
    Method("apps.connections.open", Arguments, (), _open, token="app"),  # noqa: S106 - a kind
)
