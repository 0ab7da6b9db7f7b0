"""Block elements: buttons, selects, inputs, menus, images."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from sandbox.blocks.parts import (
    ButtonText,
    Confirm,
    Id,
    MarkedOption,
    Option,
    OptionGroup,
    OverflowOption,
    Part,
    Placeholder,
    Url,
    items,
)

_Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
_Time = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
_Length = Annotated[int, Field(ge=0, le=3000)]
_Options = Annotated[list[Option], items(1, 100)]
_FewOptions = Annotated[list[MarkedOption], items(1, 10)]


class Element(Part):
    """Something to act on; without an action_id Slack makes one up."""

    action_id: Id | None = None
    confirm: Confirm | None = None


class _Focusable(Element):
    focus_on_load: bool = False


class Button(Element):
    """A button; with `url` it also opens an address."""

    type: Literal["button"]
    text: ButtonText
    value: Annotated[str, StringConstraints(max_length=2000)] | None = None
    url: Url | None = None
    style: Literal["primary", "danger"] | None = None
    accessibility_label: Annotated[str, StringConstraints(max_length=75)] | None = None


class _Choices(_Focusable):
    """Options or groups of them; what is chosen at first must be among them."""

    placeholder: Placeholder | None = None
    options: _Options | None = None
    option_groups: Annotated[list[OptionGroup], items(1, 100)] | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.options is None) == (self.option_groups is None):
            raise ValueError("must provide either options or option_groups")
        return self

    def _check_offered(self, chosen: list[Option]) -> None:
        groups = self.option_groups or []
        offered = [*(self.options or []), *(option for group in groups for option in group.options)]
        if any(option not in offered for option in chosen):
            raise ValueError("what is chosen at first is not among the options")


class StaticSelect(_Choices):
    """One of a list."""

    type: Literal["static_select"]
    initial_option: Option | None = None

    @model_validator(mode="after")
    def _initial_is_offered(self) -> Self:
        self._check_offered([self.initial_option] if self.initial_option else [])
        return self


class MultiStaticSelect(_Choices):
    """Several of a list."""

    type: Literal["multi_static_select"]
    initial_options: _Options | None = None
    max_selected_items: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _initial_is_offered(self) -> Self:
        self._check_offered(self.initial_options or [])
        return self


class UsersSelect(_Focusable):
    """A person."""

    type: Literal["users_select"]
    placeholder: Placeholder | None = None
    initial_user: str | None = None


class _ConversationFilter(Part):
    include: list[Literal["im", "mpim", "private", "public"]] | None = None
    exclude_external_shared_channels: bool = False
    exclude_bot_users: bool = False


class ConversationsSelect(_Focusable):
    """A channel."""

    type: Literal["conversations_select"]
    placeholder: Placeholder | None = None
    initial_conversation: str | None = None
    default_to_current_conversation: bool = False
    response_url_enabled: bool = False
    filter: _ConversationFilter | None = None


class _DispatchConfig(Part):
    trigger_actions_on: list[Literal["on_enter_pressed", "on_character_entered"]]


class PlainTextInput(_Focusable):
    """A text to type."""

    type: Literal["plain_text_input"]
    placeholder: Placeholder | None = None
    initial_value: Annotated[str, StringConstraints(max_length=3000)] | None = None
    multiline: bool = False
    min_length: _Length | None = None
    max_length: Annotated[_Length, Field(ge=1)] | None = None
    dispatch_action_config: _DispatchConfig | None = None


class RadioButtons(_Focusable):
    """One of a few, all visible."""

    type: Literal["radio_buttons"]
    options: _FewOptions
    initial_option: MarkedOption | None = None


class Checkboxes(_Focusable):
    """Several of a few, all visible."""

    type: Literal["checkboxes"]
    options: _FewOptions
    initial_options: _FewOptions | None = None


class Datepicker(_Focusable):
    """A day, YYYY-MM-DD."""

    type: Literal["datepicker"]
    placeholder: Placeholder | None = None
    initial_date: _Date | None = None


class Timepicker(_Focusable):
    """A time of day, HH:MM."""

    type: Literal["timepicker"]
    placeholder: Placeholder | None = None
    initial_time: _Time | None = None
    timezone: str | None = None


class FileInput(Element):
    """Files to choose; `filetypes` are extensions."""

    type: Literal["file_input"]
    filetypes: Annotated[list[str], items(1, 100)] | None = None
    max_files: Annotated[int, Field(ge=1, le=10)] | None = None


class Overflow(Element):
    """A menu behind three dots."""

    type: Literal["overflow"]
    options: Annotated[list[OverflowOption], items(1, 5)]


class ImageElement(Part):
    """A picture beside text; it is not fetched here."""

    type: Literal["image"]
    alt_text: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    image_url: Url


_Selects = StaticSelect | MultiStaticSelect | UsersSelect | ConversationsSelect
_Pickers = RadioButtons | Checkboxes | Datepicker | Timepicker

Acting = Annotated[Button | Overflow | _Selects | _Pickers, Field(discriminator="type")]
Accessory = Annotated[
    Button | Overflow | _Selects | _Pickers | ImageElement, Field(discriminator="type")
]
Input = Annotated[PlainTextInput | FileInput | _Selects | _Pickers, Field(discriminator="type")]
