"""What a person is told when a thing cannot be done: what was wrong, and what to type instead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One way on that a person can click: what the button says and the line it stands for."""

    label: str
    line: str


class Refusal(Exception):
    """An anticipated "no".

    why: one sentence, plain text, that says what was wrong.
    instead: lines that work, each a whole command; None where the command's own usage will do.
    choices: ways on, offered as buttons.
    field: the name of the form's field that is at fault, where there is one.
    typed: the very words that are at fault, where it is they: a form finds its field by them.
    """

    def __init__(
        self,
        why: str,
        *,
        instead: tuple[str, ...] | None = None,
        choices: tuple[Choice, ...] = (),
        field: str | None = None,
        typed: str | None = None,
    ) -> None:
        super().__init__(why)
        self.why = why
        self.instead = instead
        self.choices = choices
        self.field = field
        self.typed = typed
