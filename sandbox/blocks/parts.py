"""Composition objects: texts, options, confirmations. Limits are declared where they apply."""

from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic.fields import FieldInfo


class Part(BaseModel):
    """Anything in a block: exact types, and no property that Slack does not know."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="before")
    @classmethod
    def _holds_no_null(cls, given: object) -> object:
        nulls = (
            [key for key, value in given.items() if value is None]
            if isinstance(given, dict)
            else []
        )
        if nulls:
            raise ValueError(f"must not be null: {', '.join(nulls)}")
        return given


class PlainText(Part):
    """Text without markup."""

    type: Literal["plain_text"]
    text: Annotated[str, Field(min_length=1)]
    emoji: bool = True


class Mrkdwn(Part):
    """Text with Slack's markup."""

    type: Literal["mrkdwn"]
    text: Annotated[str, Field(min_length=1)]
    verbatim: bool = False


AnyText = Annotated[PlainText | Mrkdwn, Field(discriminator="type")]

TextT = TypeVar("TextT", bound=PlainText | Mrkdwn)


def longest(characters: int) -> AfterValidator:
    """Limit a text object."""

    def check(text: TextT) -> TextT:
        if len(text.text) > characters:
            raise ValueError(f"must be less than {characters + 1} characters")
        return text

    return AfterValidator(check)


def items(least: int, most: int) -> FieldInfo:
    """Limit a list."""
    field: FieldInfo = Field(min_length=least, max_length=most)
    return field


Id = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Url = Annotated[str, StringConstraints(max_length=3000)]
Placeholder = Annotated[PlainText, longest(150)]
ButtonText = Annotated[PlainText, longest(75)]
OptionValue = Annotated[str, StringConstraints(max_length=150)]


class Option(Part):
    """A choice of a select."""

    text: Annotated[PlainText, longest(75)]
    value: OptionValue
    description: Annotated[PlainText, longest(75)] | None = None


class MarkedOption(Part):
    """A choice of radio buttons or checkboxes; its text may have markup."""

    text: Annotated[AnyText, longest(75)]
    value: OptionValue
    description: Annotated[AnyText, longest(75)] | None = None


class OverflowOption(Option):
    """A choice of an overflow menu; it may lead to an address."""

    url: Url | None = None


class OptionGroup(Part):
    """Choices under a label."""

    label: Annotated[PlainText, longest(75)]
    options: Annotated[list[Option], items(1, 100)]


class Confirm(Part):
    """The dialog before an action."""

    title: Annotated[PlainText, longest(100)]
    text: Annotated[AnyText, longest(300)]
    confirm: Annotated[PlainText, longest(30)]
    deny: Annotated[PlainText, longest(30)]
    style: Literal["primary", "danger"] | None = None
