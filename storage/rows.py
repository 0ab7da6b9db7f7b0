"""Rows as dataclasses of the same field names, saved with a version check."""

from dataclasses import Field, fields, replace
from typing import Any, ClassVar, Protocol, TypeVar

from sqlalchemy import RowMapping, Table, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import StaleError


class Versioned(Protocol):
    """A dataclass whose version grows by one with each change."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def version(self) -> int:
        """How often it was saved."""


T = TypeVar("T")
V = TypeVar("V", bound=Versioned)


def build(cls: type[T], row: RowMapping) -> T:
    """Return the row as an instance of the dataclass; further columns are left out."""
    return cls(**{field.name: row[field.name] for field in fields(cls)})  # type: ignore[arg-type]  # T is a dataclass


def values(instance: Any) -> dict[str, Any]:  # noqa: ANN401  # any dataclass
    """Return the fields of a dataclass as columns."""
    return {field.name: getattr(instance, field.name) for field in fields(instance)}


async def save(tx: AsyncConnection, table: Table, instance: V) -> V:
    """Write the new state over the version that it was made from.

    Raises StaleError when somebody else saved in between.
    """
    after = replace(instance, version=instance.version + 1)
    same_row = [column == getattr(instance, column.name) for column in table.primary_key]
    done = await tx.execute(
        update(table).where(*same_row, table.c.version == instance.version).values(values(after))
    )
    if done.rowcount != 1:
        raise StaleError(table.name)
    return after
