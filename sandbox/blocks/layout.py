"""Blocks, and what of them makes a message, a modal, an App Home."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from sandbox.blocks.charts import DataVisualization
from sandbox.blocks.elements import Accessory, Acting, Button, ImageElement, Input
from sandbox.blocks.parts import AnyText, Id, Mrkdwn, Part, PlainText, Url, items, longest
from sandbox.blocks.rich_text import RichText

_MOST_MARKDOWN = 12_000
_MOST_CHARTS = 2


class _Block(Part):
    block_id: Id | None = None


class Section(_Block):
    """Text or fields, with something beside it."""

    type: Literal["section"]
    text: Annotated[AnyText, longest(3000)] | None = None
    fields: Annotated[list[Annotated[AnyText, longest(2000)]], items(1, 10)] | None = None
    accessory: Accessory | None = None
    expand: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.fields is None:
            raise ValueError("must provide text or fields")
        return self


class Header(_Block):
    """A large line."""

    type: Literal["header"]
    text: Annotated[PlainText, longest(150)]


class Context(_Block):
    """Small texts and pictures."""

    type: Literal["context"]
    elements: Annotated[
        list[Annotated[PlainText | Mrkdwn | ImageElement, Field(discriminator="type")]],
        items(1, 10),
    ]


class Actions(_Block):
    """Buttons and menus in a row."""

    type: Literal["actions"]
    elements: Annotated[list[Acting], items(1, 25)]


class Divider(_Block):
    """A line."""

    type: Literal["divider"]


class InputBlock(_Block):
    """A labelled input."""

    type: Literal["input"]
    label: Annotated[PlainText, longest(2000)]
    element: Input
    hint: Annotated[PlainText, longest(2000)] | None = None
    optional: bool = False
    dispatch_action: bool = False


class ImageBlock(_Block):
    """A picture; it is not fetched here."""

    type: Literal["image"]
    alt_text: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    image_url: Url
    title: Annotated[PlainText, longest(2000)] | None = None


class Markdown(_Block):
    """Standard markdown; 12,000 characters in all of a message's together."""

    type: Literal["markdown"]
    text: Annotated[str, StringConstraints(min_length=1, max_length=_MOST_MARKDOWN)]


class _RawText(Part):
    type: Literal["raw_text"]
    text: Annotated[str, StringConstraints(min_length=1)]


class _Column(Part):
    align: Literal["left", "center", "right"] = "left"
    is_wrapped: bool = False


class Table(_Block):
    """A table; its first row is its head."""

    type: Literal["table"]
    rows: Annotated[
        list[
            Annotated[
                list[Annotated[_RawText | RichText, Field(discriminator="type")]], items(1, 20)
            ]
        ],
        items(1, 100),
    ]
    column_settings: Annotated[list[_Column | None], items(0, 20)] | None = None


class Alert(_Block):
    """A line that stands out; Slack shows it in modals only."""

    type: Literal["alert"]
    text: Annotated[AnyText, longest(200)]
    level: Literal["default", "info", "warning", "error", "success"] = "default"


class Card(_Block):
    """One thing in a frame, with what can be done about it."""

    type: Literal["card"]
    hero_image: ImageElement | None = None
    icon: ImageElement | None = None
    title: Annotated[AnyText, longest(150)] | None = None
    subtitle: Annotated[AnyText, longest(150)] | None = None
    body: Annotated[AnyText, longest(200)] | None = None
    actions: Annotated[list[Button], items(1, 25)] | None = None

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not (self.hero_image or self.title or self.body or self.actions):
            raise ValueError("must provide hero_image, title, body or actions")
        return self


_Everywhere = Section | Header | Context | Actions | Divider | InputBlock | ImageBlock | RichText
_InMessage = Annotated[
    _Everywhere | Markdown | Table | Card | DataVisualization, Field(discriminator="type")
]
_InModal = Annotated[_Everywhere | Alert, Field(discriminator="type")]
_InHome = Annotated[_Everywhere, Field(discriminator="type")]


def _whole_message(blocks: list[_InMessage]) -> list[_InMessage]:
    if sum(isinstance(block, Table) for block in blocks) > 1:
        raise ValueError("only one table is allowed in a message")
    if sum(isinstance(block, DataVisualization) for block in blocks) > _MOST_CHARTS:
        raise ValueError(f"only {_MOST_CHARTS} data_visualization blocks are allowed in a message")
    if sum(len(b.text) for b in blocks if isinstance(b, Markdown)) > _MOST_MARKDOWN:
        raise ValueError(f"markdown must be less than {_MOST_MARKDOWN + 1} characters in all")
    return blocks


class MessageBlocks(Part):
    """The blocks of a message."""

    blocks: Annotated[list[_InMessage], items(0, 50), AfterValidator(_whole_message)]


_ViewTitle = Annotated[PlainText, longest(24)]


class _View(Part):
    private_metadata: Annotated[str, StringConstraints(max_length=3000)] = ""
    callback_id: Annotated[str, StringConstraints(max_length=255)] = ""
    external_id: Annotated[str, StringConstraints(max_length=255)] = ""


class Modal(_View):
    """A modal."""

    type: Literal["modal"]
    blocks: Annotated[list[_InModal], items(0, 100)]
    title: _ViewTitle
    submit: _ViewTitle | None = None
    close: _ViewTitle | None = None
    clear_on_close: bool = False
    notify_on_close: bool = False
    submit_disabled: bool = False

    @model_validator(mode="after")
    def _can_be_submitted(self) -> Self:
        if self.submit is None and any(isinstance(block, InputBlock) for block in self.blocks):
            raise ValueError("a modal with input blocks needs submit")
        return self


class Home(_View):
    """An App Home."""

    type: Literal["home"]
    blocks: Annotated[list[_InHome], items(0, 100)]
