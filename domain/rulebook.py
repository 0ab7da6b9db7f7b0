"""The rulebook: rules of who must be told by when, from TOML; an organisation adds its own."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from holidays import list_supported_countries
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    model_validator,
)

from domain.deadline import Length, Unit, read_length

AT_ONCE = "at once"


def _length(words: Any) -> Any:  # noqa: ANN401  # what stands in the file
    if isinstance(words, str):
        return None if words == AT_ONCE else read_length(words)
    return words


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is no time zone: write one like Europe/Berlin") from None


def _country(code: str | None) -> str | None:
    if code is not None and code not in list_supported_countries():
        raise ValueError(f"{code!r} is no country whose holidays are known: write one like US")
    return code


class Rule(BaseModel):
    """One rule.

    whose: who must tell. to: whom. trigger: the word that starts the clock; when: what it means.
    due: how long it gives, None where the law says "at once". zone, holidays: whose calendar
    counts days. along_with: the rule that it starts with; after: the one whose meeting starts it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")
    name: str = Field(min_length=3, max_length=100)
    whose: str = Field(min_length=1, max_length=100)
    to: str = Field(min_length=1, max_length=100)
    trigger: str = Field(pattern=r"^[a-z]{2,20}$")
    when: str = Field(min_length=3, max_length=200)
    due: Annotated[
        Length | None,
        BeforeValidator(_length),
        PlainSerializer(lambda due: str(due) if due else AT_ONCE),
    ]
    source: str = Field(min_length=3, max_length=300)
    verified: bool = False
    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    holidays: Annotated[str | None, AfterValidator(_country)] = None
    along_with: str | None = None
    after: str | None = None
    note: str = Field("", max_length=300)

    @model_validator(mode="after")
    def _holidays_are_for_business_days(self) -> Self:
        if self.holidays and (self.due is None or self.due.unit is not Unit.BUSINESS_DAYS):
            raise ValueError("holidays count for business days only")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rules: tuple[Rule, ...]


Rulebook = Mapping[str, Rule]


@cache
def built_in() -> Rulebook:
    """Return the rules that come with Onus."""
    text = (files("domain") / "data" / "obligations.toml").read_text(encoding="utf-8")
    return read_rules(text, known={})


def read_rules(text: str, *, known: Rulebook) -> Rulebook:
    """Return the known rules with those of a TOML file, which replace those of the same id.

    Raises ValueError with every fault of the file, each by its path.
    """
    try:
        given = _File.model_validate(tomllib.loads(text)).rules
    except ValidationError as error:
        raise ValueError("; ".join(_fault(dict(each)) for each in error.errors())) from error
    book = {**known, **{rule.id: rule for rule in given}}
    unknown = [
        f"rules.{rule.id}: there is no rule {other!r}"
        for rule in given
        for other in (rule.along_with, rule.after)
        if other and other not in book
    ]
    if unknown:
        raise ValueError("; ".join(unknown))
    return book


def _fault(details: dict[str, Any]) -> str:
    path = ".".join(str(part) for part in details["loc"])
    return f"{path}: {str(details['msg']).removeprefix('Value error, ')}"
