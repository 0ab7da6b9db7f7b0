"""`/customers export`: all customers as a spreadsheet, which can be edited and imported."""

from domain.customer_sheet import write
from domain.customers import CustomerError
from domain.people import Act
from domain.words import InternalMessage
from handlers.customers.sheet import COLUMNS, cells
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from storage import customers, outbox
from storage.outbox import File


async def export_customers(turn: Turn, request: Request) -> InternalMessage:
    """Send the file to whoever asks, by a direct message."""
    del request
    every = await customers.every(turn.tx, turn.office.id)
    if not every:
        raise CustomerError("No customer yet.", instead=("/customers import", "/customers add"))
    rows = [cells(customer, turn.roster.channels) for customer in every]
    comment = f"{len(rows)} customers. Edit the file, and bring it back: `/customers import`"
    user_id = turn.person.user_id
    await outbox.file(
        turn.tx,
        turn.office.id,
        channel_id=user_id,
        user_id=user_id,
        attached=File("customers.csv", write(COLUMNS, rows), comment),
        now=turn.now,
    )
    return InternalMessage("The file comes to you by a direct message.")


VERB = Verb(
    name="export",
    usage="",
    summary="all customers as a CSV file, by a direct message, to edit and import",
    right=Act.CUSTOMERS,
    do=export_customers,
)
