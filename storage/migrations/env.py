"""Alembic's entry: runs the migrations on the connection that `storage.migrate` opened."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import TypeDecorator

from storage.columns import OneOf
from storage.tables import metadata


def _render(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:  # noqa: ANN401  # Alembic's
    """Write a column's plain type into a migration, so that it stands without our code."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    plain = item.kept_as if isinstance(item, OneOf) else item.impl
    return f"sa.{plain!r}"


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_render,
)
with context.begin_transaction():
    context.run_migrations()
