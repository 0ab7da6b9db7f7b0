"""Rights that stand in a file: who holds which of them, people and user groups by Slack's ids."""

import tomllib

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from domain.people import Right


class Holders(BaseModel):
    """Who is given a right."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: tuple[str, ...] = Field((), max_length=200)
    groups: tuple[str, ...] = Field((), max_length=200)


Given = dict[Right, Holders]
_FILE: TypeAdapter[Given] = TypeAdapter(Given)


def read_grants(text: str) -> Given:
    """Read a file; raises ValueError with every fault by its path."""
    try:
        return _FILE.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"no TOML: {fault}") from None
    except ValidationError as fault:
        told = (
            f"{'.'.join(map(str, one['loc'])).removesuffix('.[key]')}: {one['msg']}"
            for one in fault.errors()
        )
        raise ValueError("; ".join(told)) from None
