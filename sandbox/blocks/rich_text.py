"""The rich_text block: sections, lists, code and quotes made of styled pieces."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sandbox.blocks.parts import Id, Part, Url


class _Style(Part):
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    underline: bool = False


class _Piece(Part):
    style: _Style | None = None


class _Text(_Piece):
    type: Literal["text"]
    text: Annotated[str, StringConstraints(min_length=1)]


class _Link(_Piece):
    type: Literal["link"]
    url: Url
    text: str | None = None
    unsafe: bool = False


class _User(_Piece):
    type: Literal["user"]
    user_id: str


class _UserGroup(_Piece):
    type: Literal["usergroup"]
    usergroup_id: str


class _Channel(_Piece):
    type: Literal["channel"]
    channel_id: str


class _Emoji(_Piece):
    type: Literal["emoji"]
    name: str


class _Broadcast(_Piece):
    type: Literal["broadcast"]
    range: Literal["here", "channel", "everyone"]


class _Date(_Piece):
    type: Literal["date"]
    timestamp: int
    format: str
    url: Url | None = None
    fallback: str | None = None


_Pieces = list[
    Annotated[
        _Text | _Link | _User | _UserGroup | _Channel | _Emoji | _Broadcast | _Date,
        Field(discriminator="type"),
    ]
]


class _Section(Part):
    type: Literal["rich_text_section"]
    elements: _Pieces


class _List(Part):
    type: Literal["rich_text_list"]
    style: Literal["bullet", "ordered"]
    elements: list[_Section]
    indent: Annotated[int, Field(ge=0, le=8)] = 0
    offset: int = 0
    border: Literal[0, 1] = 0


class _Preformatted(Part):
    type: Literal["rich_text_preformatted"]
    elements: _Pieces
    border: Literal[0, 1] = 0


class _Quote(Part):
    type: Literal["rich_text_quote"]
    elements: _Pieces
    border: Literal[0, 1] = 0


class RichText(Part):
    """What Slack's own composer makes."""

    type: Literal["rich_text"]
    block_id: Id | None = None
    elements: list[
        Annotated[_Section | _List | _Preformatted | _Quote, Field(discriminator="type")]
    ]
