"""`onus webhook NAME` prints with what that customer, and no other, checks what it is sent."""

import asyncio

import pytest
from click.testing import CliRunner

from bot.cli import main
from domain.customers import Customer
from domain.signature import secret_for
from storage import customers, workspaces
from storage.database import Database
from storage.workspaces import Workspace

SECRET = "0123456789abcdef" * 2


async def _filled(url: str) -> None:
    database = Database(url)
    async with database.write() as tx:
        await workspaces.keep(tx, Workspace("T1", "Name", "U0ONUS", "SLACK_BOT_TOKEN"))
        await customers.add(tx, Customer("T1", "c1", "Acme", ("vm",), ("C1",)))
    await database.close()


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_customers_secret_is_made_of_the_one_that_is_set(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(_filled(database_url))
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert CliRunner().invoke(main, ["webhook", "Acme"]).exit_code == 2
    monkeypatch.setenv("ONUS_WEBHOOK_SECRET", SECRET)
    printed = CliRunner().invoke(main, ["webhook", "acme"]).output.strip()
    assert printed == secret_for("c1", of=SECRET)
    assert SECRET not in printed
    unknown = CliRunner().invoke(main, ["webhook", "Globex"])
    assert unknown.exit_code == 2
    assert "There is no customer “Globex”" in unknown.output
