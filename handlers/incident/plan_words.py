"""What somebody typed of a mitigation, as its plan."""

from collections.abc import Callable, Mapping
from typing import Any

from domain import instants
from domain import mitigation as decide
from domain.customers import Customer, named
from domain.grammar import split_items
from domain.outage import read_impact
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request
from handlers.kit.first_notice import IMPACTS
from handlers.kit.turn import Turn

KEYS = (
    "for",
    "services",
    "customers",
    "start",
    "because",
    "risk",
    "undo",
    "region",
    "notice",
    "impact",
)
EXAMPLE = "/incident mitigate restart the hosts of cluster 7 for 45m services vm"
Reader = Callable[[str], Any]
_EVERYONE = ("everyone", "all")


def plan_fields(*, amends: bool) -> tuple[Block, ...]:
    """Return a form's fields: three are needed to propose, none to amend."""
    text = blocks.text_input
    return (
        text("text", "What is to be done?", long=True, optional=amends),
        text("for", "How long may the outage last?", hint="45m", optional=amends),
        text("services", "Which services?", hint="vm, disks", optional=amends),
        text("customers", "Which customers, if not all users", hint="or everyone", optional=True),
        text("region", "Which region, if not all", optional=True),
        text("start", "When, if not at once", optional=True, hint="02:00"),
        text("because", "Why now?", optional=True),
        text("risk", "What may go wrong?", optional=True),
        text("undo", "The way back", optional=True),
        text("notice", "What is affected, in customers' words?", optional=True),
        blocks.select_input("impact", "What do customers feel?", IMPACTS, optional=True),
    )


def read_changes(turn: Turn, request: Request, every: list[Customer]) -> dict[str, Any]:
    """Return the parts of the plan that were typed, by the names of its fields; raises Refusal."""
    zone = turn.person.timezone
    readers: Mapping[str, tuple[str, Reader]] = {
        "for": ("minutes", _minutes),
        "services": ("services", split_items),
        "customers": ("customers", lambda typed: _customers(split_items(typed), every)),
        "start": ("starts_at", lambda typed: instants.ahead(typed, now=turn.now, timezone=zone)),
        "because": ("why", decide.check_what),
        "risk": ("risk", decide.check_what),
        "undo": ("undo", decide.check_what),
        "region": ("region", decide.check_what),
        "notice": ("notice", decide.check_what),
        "impact": ("impact", read_impact),
    }
    what = {"what": decide.check_what(request.text)} if request.text else {}
    typed = {key: request.value(key) for key in KEYS if request.value(key)}
    return what | {readers[key][0]: readers[key][1](words) for key, words in typed.items()}


def _minutes(typed: str) -> int:
    return int(instants.duration(typed).total_seconds() // 60)


def _customers(names: tuple[str, ...], every: list[Customer]) -> tuple[str, ...]:
    if len(names) == 1 and names[0].lower() in _EVERYONE:
        return tuple(customer.name for customer in every)
    return tuple(named(every, name).name for name in names)
