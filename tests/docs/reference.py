"""What docs/commands.md says of each verb, from what is registered.

`python -m tests.docs.reference` writes those lines anew.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.wiring import RULES
from domain.people import Act, NotAllowedError, Person, Right, Staff, may, stranger
from handlers.kit.commands import Command, Verb
from tests.docs.pages import page

PAGE = page("docs/commands.md")
_NOBODY = stranger("U1")
_COLLEAGUE = replace(_NOBODY, colleague=True)
_FRESH = Staff("incidents", members=("U1",))
_PEOPLE = {
    "Anyone, people of other organisations too": _NOBODY,
    "Any colleague": _COLLEAGUE,
    "Members of the incidents channel": replace(_COLLEAGUE, rights=_FRESH.rights_of("U1")),
    "Admins": replace(_COLLEAGUE, rights=frozenset(Right)),
}


def verbs() -> Iterator[tuple[str, Verb]]:
    """Give each verb with the slash command it belongs to."""
    for command in RULES.commands.values():
        if isinstance(command, Command):
            for verb in command.verbs:
                yield command.name, verb


def written(command: str, verb: Verb) -> str:
    """Return a verb's lines: how it is typed, what it does, who may, what else it is called."""
    usage = f"/{command} {verb.name} {verb.usage}".strip()
    what = f"{verb.summary[0].upper()}{verb.summary[1:]}."
    who = f"*{who_may(verb.right)}.*"
    also = f" Also: {', '.join(f'`{word}`' for word in verb.synonyms)}." if verb.synonyms else ""
    form = " Bare, it opens a form." if verb.form and "form" not in verb.summary else ""
    said = " Said by a button." if verb.hidden else ""
    return f"```\n{usage}\n```\n\n{what}{form}{said} {who}{also}"


def who_may(act: Act) -> str:
    """Return the widest circle of people that may do it."""
    return next(circle for circle, person in _PEOPLE.items() if _may(person, act))


def _may(person: Person, act: Act) -> bool:
    try:
        may(person, act, staff=_FRESH)
    except NotAllowedError:
        return False
    return True


def rewritten(text: str) -> str:
    """Return the page with each verb's lines as they ought to be."""
    for command, verb in verbs():
        mark = re.escape(f"<!-- /{command} {verb.name} -->")
        lines = written(command, verb)
        text = re.sub(
            rf"({mark}\n).*?(<!-- end -->)",
            lambda found, lines=lines: f"{found[1]}{lines}\n{found[2]}",  # type: ignore[misc]  # bound at once
            text,
            flags=re.DOTALL,
        )
    return text


if __name__ == "__main__":
    PAGE.path.write_text(rewritten(PAGE.text))
