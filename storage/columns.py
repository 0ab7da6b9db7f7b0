"""Column types: instants that are UTC and aware on both databases, enums, and typed JSON."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, DateTime, Dialect, TypeDecorator
from sqlalchemy.types import TypeEngine


class Instant(TypeDecorator[datetime]):
    """A UTC instant; a naive one is refused, since nobody knows what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant; SQLite stores UTC without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive instant: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware instant, whatever the database kept."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class OneOf(TypeDecorator[Any]):
    """A member of an enum, kept as its value: OneOf(String(16), Phase)."""

    impl = JSON
    cache_ok = True

    def __init__(self, kept_as: TypeEngine[Any], members: type[Enum]) -> None:
        super().__init__()
        self.kept_as = kept_as
        self.members = members

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Keep it as the type given."""
        return dialect.type_descriptor(self.kept_as)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401  # SQLAlchemy's
        """Keep the member's value."""
        del dialect
        return None if value is None else self.members(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401  # SQLAlchemy's
        """Give back the member."""
        del dialect
        return None if value is None else self.members(value)


class Typed(TypeDecorator[Any]):
    """A value of a Python type (a dataclass, a tuple), kept as JSON: Typed(tuple[str, ...])."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, python: Any) -> None:  # noqa: ANN401  # any type that pydantic understands
        super().__init__()
        self.python = python
        self._adapter: TypeAdapter[Any] = TypeAdapter(python)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401  # SQLAlchemy's
        """Turn the value into JSON's types."""
        del dialect
        return None if value is None else self._adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401  # SQLAlchemy's
        """Turn JSON's types into the value."""
        del dialect
        return None if value is None else self._adapter.validate_python(value)
