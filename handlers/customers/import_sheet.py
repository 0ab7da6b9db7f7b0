"""`/customers import`: customers from a spreadsheet, every fault by its line, or all of it."""

from collections.abc import Iterable

from domain import customers as decide
from domain.customer_sheet import NAME, Fault, Row, doubled, read, shared
from domain.customers import Customer, CustomerError
from domain.facts import Fact, FactKind, Value
from domain.people import Act
from domain.profile import NONE
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.customers.set import REQUIRED, with_part
from handlers.customers.sheet import COLUMNS
from handlers.kit import blocks
from handlers.kit.blocks import TEXT_LIMIT, Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import clip, escape
from handlers.kit.turn import Turn
from storage import customers
from storage.outbox_rows import new_id

_NAMED = 10


def import_form(request: Request) -> Block:
    """Return the form that takes the file."""
    field = blocks.file_input("file", "A CSV file, such as /customers export gives")
    return form(request, "Import customers", field, submit="Check and import")


def faulty(name: str, faults: list[Fault]) -> InternalMessage:
    """Tell every fault by its line."""
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    head = f":warning: “{escape(name[:60])}” has {count}, so nothing was imported."
    lines = [f"• line {one.line}{_column(one)}: {escape(one.what)}" for one in faults]
    shown = [blocks.section(page) for page in blocks.pages([head, *lines])]
    return InternalMessage(clip("\n".join((head, *lines)), TEXT_LIMIT), tuple(shown[:40]))


def imported(added: list[Customer], changed: list[Customer], *, beside: int) -> InternalMessage:
    """Tell what has come of it, and what was not in the file."""
    parts = [f":white_check_mark: Added: {_names(added)}. Changed: {_names(changed)}."]
    if beside:
        parts.append(
            f"{beside} that {'are' if beside > 1 else 'is'} not in the file stay"
            f"{'' if beside > 1 else 's'} as before."
        )
    parts.append("See that I can post everywhere: `/customers check`")
    return InternalMessage(" ".join(parts))


def _names(those: list[Customer]) -> str:
    named = ", ".join(escape(one.name) for one in those[:_NAMED]) or "none"
    return f"{named} and {len(those) - _NAMED} more" if len(those) > _NAMED else named


def _column(fault: Fault) -> str:
    return f", `{escape(fault.column.replace('`', ''))}`" if fault.column else ""


async def import_customers(turn: Turn, request: Request) -> InternalMessage:
    """Tell every fault, or add and change all that the file says, in one transaction."""
    upload = request.via.upload
    if upload is None:
        raise CustomerError("Choose a file.", field="file", instead=("/customers import",))
    known = await customers.every(turn.tx, turn.office.id)
    rows, faults = read(upload.text, COLUMNS)
    faults += doubled(rows)
    said, wrong = _said(turn, rows, known)
    lines = {customer.id: line for line, customer in said.items()}
    others = [one for one in known if one.id not in lines]
    names = {id_: channel.name for id_, channel in turn.roster.channels.items()}
    faults += [*wrong, *shared((*others, *said.values()), lines=lines, names=names)]
    if faults:
        return faulty(upload.name, sorted(faults, key=lambda fault: (fault.line, fault.column)))
    before = {one.id: one for one in known}
    added = [one for one in said.values() if one.id not in before]
    changed = [one for one in said.values() if before.get(one.id, one) != one]
    await customers.take(turn.tx, added, changed, seen=turn.roster.channels)
    turn.record(_fact(turn, added, changed))
    return imported(added, changed, beside=len(others))


def _said(
    turn: Turn, rows: Iterable[Row], known: list[Customer]
) -> tuple[dict[int, Customer], list[Fault]]:
    """Return each customer as its line says it is, by the lines; and every fault of the cells."""
    by_name = {customer.name.casefold(): customer for customer in known}
    said, faults = {}, []
    for row in rows:
        name = " ".join(row.cells[NAME].split())
        customer = by_name.get(name.casefold()) or Customer(turn.office.id, new_id(), name, (), ())
        said[row.line], wrong = _filled(turn, customer, row)
        faults += wrong
    return said, faults


def _filled(turn: Turn, customer: Customer, row: Row) -> tuple[Customer, list[Fault]]:
    """Return the customer with every cell of the line that can be read, and the other ones."""
    faults = []
    for column, cell in row.cells.items():
        if column == NAME or (column in REQUIRED and not cell):
            continue
        try:
            customer = with_part(turn, customer, column, cell or NONE[0])
        except Refusal as refusal:
            faults.append(Fault(row.line, column, refusal.why))
    if not faults:
        faults += _incomplete(customer, row)
    return customer, faults


def _incomplete(customer: Customer, row: Row) -> list[Fault]:
    try:
        services, channels = customer.services, customer.channels
        decide.check_customer(customer.name, channels=channels, services=services)
    except CustomerError as refusal:
        return [Fault(row.line, "", refusal.why)]
    return []


def _fact(turn: Turn, added: list[Customer], changed: list[Customer]) -> Fact:
    data: dict[str, Value] = {
        "added": [one.name for one in added],
        "changed": [one.name for one in changed],
    }
    return Fact(FactKind.CUSTOMERS_IMPORTED, turn.person.user_id, turn.now, data=data)


VERB = Verb(
    name="import",
    usage="",
    summary="add and change customers by a CSV file, all of it or nothing, by a form",
    right=Act.CUSTOMERS,
    do=import_customers,
    fresh=True,
    form=import_form,
    takes_over=True,
)
