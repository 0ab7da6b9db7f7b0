"""What a person types, as Slack stores it and as commands get it."""

import re

from sandbox.roster import Roster

_NAME = re.compile(r"(?<![\w<])([@#])([\w.-]*\w)")


def escaped(roster: Roster, text: str) -> str:
    """What a person typed, as Slack stores it: `&`, `<`, `>` escaped, known names as references."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return references(roster, plain, with_names=False)


def references(roster: Roster, text: str, *, with_names: bool) -> str:
    """@names and #names as `<@U…>` and `<#C…>`; with_names as commands get them: `<@U…|name>`."""

    def replaced(match: re.Match[str]) -> str:
        sign, name = match.groups()
        found = roster.person(name) if sign == "@" else roster.channel(name)
        if found is None:
            return match.group()
        label = f"|{found.name}" if with_names or sign == "#" else ""
        return f"<{sign}{found.id}{label}>"

    return _NAME.sub(replaced, text)
