"""What a person types, as Slack stores it and as commands get it."""

import re

from sandbox.roster import Roster

_NAME = re.compile(r"(?<![\w<])([@#])([\w.-]*\w)")
_BROADCAST = re.compile(r"(?<![\w<])@(channel|here|everyone)\b")
_REFERENCE = re.compile(r"&lt;([@#])(\w+)(?:\|[^&]*)?&gt;")


def escaped(roster: Roster, text: str) -> str:
    """Turn what a person typed into what Slack stores.

    `&`, `<`, `>` are escaped; known names become references, and so do known `<@U…>`, `<#C…>`;
    @channel, @here and @everyone become what notifies everybody.
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kept = _REFERENCE.sub(lambda match: _kept(roster, match), plain)
    return _BROADCAST.sub(r"<!\1>", references(roster, kept, with_names=False))


def references(roster: Roster, text: str, *, with_names: bool) -> str:
    """Turn @names and #names into `<@U…>` and `<#C…>`; with_names into `<@U…|name>`.

    A user group's handle becomes `<!subteam^S…>`.
    """

    def replaced(match: re.Match[str]) -> str:
        sign, name = match.groups()
        group = roster.user_group(name) if sign == "@" else None
        if group is not None:
            return f"<!subteam^{group.id}{f'|@{group.handle}' if with_names else ''}>"
        found = roster.person(name) if sign == "@" else roster.channel(name)
        if found is None:
            return match.group()
        label = f"|{found.name}" if with_names or sign == "#" else ""
        return f"<{sign}{found.id}{label}>"

    return _NAME.sub(replaced, text)


def _kept(roster: Roster, match: re.Match[str]) -> str:
    sign, reference = match.groups()
    found = roster.person(reference) if sign == "@" else roster.channel(reference)
    return f"{sign}{found.name}" if found else match.group()
