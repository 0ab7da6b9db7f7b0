"""What ends a command before it begins: settings that cannot work, a database that does not fit."""

import sys
from typing import NoReturn

import click
from sqlalchemy.exc import OperationalError

from bot.settings import (
    OfficeSettings,
    Settings,
    SettingsError,
    load_database_url,
    load_office_settings,
    load_settings,
)
from domain.grammar import INCIDENT
from storage import migrate
from storage.migrate import Schema

FINDING = 1
WRONG_USAGE = 2


def refuse(*lines: str) -> NoReturn:
    """Say why, and end as wrong usage."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(WRONG_USAGE)


def incident_number(name: str) -> int:
    """Return the number in INC-7, or end where it names no incident."""
    found = INCIDENT.fullmatch(name)
    if found is None:
        refuse(f"{name!r} names no incident: write INC-7.")
    return int(found[1])


def settings() -> Settings:
    """Return the settings, or end with every fault."""
    try:
        return load_settings()
    except SettingsError as fault:
        refuse("These settings cannot work:", *fault.faults)


def office_settings() -> OfficeSettings:
    """Return the settings of a command that works without Slack, or end with every fault."""
    try:
        return load_office_settings()
    except SettingsError as fault:
        refuse("These settings cannot work:", *fault.faults)


def database_url() -> str:
    """Return the one setting that a command needs which works on the database alone."""
    try:
        return load_database_url()
    except SettingsError as fault:
        refuse("These settings cannot work:", *fault.faults)


def ready_database(url: str) -> None:
    """Fill an empty database; refuse one that does not fit this version."""
    match schema(url):
        case Schema.EMPTY:
            migrate.upgrade(url)
        case Schema.BEHIND:
            refuse("The database is behind this version of Onus. Bring it up to date: onus migrate")
        case Schema.UNKNOWN:
            refuse(
                "DATABASE_URL: the database belongs to something else, or to a newer version of "
                "Onus. Name another one, or install that version."
            )


def schema(url: str) -> Schema:
    """Return how the database stands, or end where it cannot be opened."""
    try:
        return migrate.state(url)
    except (OperationalError, OSError) as fault:
        refuse(f"DATABASE_URL: the database cannot be opened: {str(fault).splitlines()[0]}")
