"""Templates: the organisation's words for customers over the built-in English ones.

Jinja2 in its sandbox, a file for each kind of notice. A folder holds layers: what stands in the
folder itself goes before the built-in words, a language's (`de/`) before that, a customer's
(`customers/globex/`) before all. In the layer that wins, `outage.full.txt` goes before `outage.txt`
where the impact is full. What people typed is escaped before a template sees it.
"""

import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from domain.outage import Impact
from domain.profile import LANGUAGE
from domain.words import never_leaves
from handlers.kit.blocks import SECTION_LIMIT

BUILT_IN = Path(__file__).with_name("notice_templates")
GENERAL, CUSTOMERS = ".", "customers/"
BODY_LIMIT = 16_000  # of a message's 40,000 at Slack, and of what anybody reads
_DATE = re.compile(r"<!date\^[^<>]*>")

Fields = Mapping[str, object]


@dataclass(frozen=True)
class Source:
    """A template as it stands in its file. path: from the folder, as faults name it."""

    path: str
    text: str


Layer = Mapping[str, Source]


class TemplateFault(Exception):
    """A template cannot be filled in; the text says which, where, and why."""


class Style:
    """The words of one reader: layers of templates, each over the one before.

    A layer's `outage.txt` hides whatever earlier layers have of it, `outage.full.txt` included.
    """

    def __init__(self, *layers: Layer, guarded: bool = True) -> None:
        self._sources: dict[str, Source] = {}
        for layer in layers:
            said = {_kind(name) for name in layer if name == f"{_kind(name)}.txt"}
            kept = {name: one for name, one in self._sources.items() if _kind(name) not in said}
            self._sources = kept | dict(layer)
        self._guarded = guarded
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._load),
            undefined=StrictUndefined,
            finalize=_not_nothing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # Slack's text is no HTML: the fields come escaped
        )

    def path(self, kind: str, *, impact: str = "") -> str:
        """Return which template says this kind, as faults name it."""
        return self._sources[self._name(kind, impact)].path

    def render(self, kind: str, fields: Fields, *, impact: str = "") -> str:
        """Return a template filled in, without empty lines around it; raises TemplateFault."""
        name = self._name(kind, impact)
        try:
            text = self._environment.get_template(name).render(fields).strip()
            if self._guarded:
                _refuse_unfit(text)
        except Exception as fault:  # a template may fail in any way that Python knows
            raise TemplateFault(f"{self._place(fault, name)}: {_why(fault)}") from fault
        return text

    def _name(self, kind: str, impact: str) -> str:
        special = f"{kind}.{impact}.txt"
        return special if special in self._sources else f"{kind}.txt"

    def _load(self, name: str) -> tuple[str, str, None] | None:
        source = self._sources.get(name)
        return (source.text, source.path, None) if source else None

    def _place(self, fault: Exception, name: str) -> str:
        """Return the file and, where it is known, the line that fails."""
        if isinstance(fault, TemplateSyntaxError):
            return f"{fault.filename}, line {fault.lineno}"
        paths = {source.path for source in self._sources.values()}
        for frame, line in reversed(list(traceback.walk_tb(fault.__traceback__))):
            if frame.f_code.co_filename in paths:
                return f"{frame.f_code.co_filename}, line {line}"
        return self._sources[name].path


@cache
def plain() -> Style:
    """Return the built-in English words."""
    return Style(_built_in(), guarded=False)


@dataclass(frozen=True, eq=False)
class Templates:
    """The organisation's templates, by layer; without any, customers read the built-in words.

    unused: a line for each file that nothing reads, with what is wrong with it.
    """

    layers: Mapping[str, Layer] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    _styles: dict[tuple[str, ...], Style] = field(default_factory=dict)

    def style(self, *, customer: str = "", language: str = "") -> Style:
        """Return how a customer is written to, the same object for the same words."""
        wanted = (GENERAL, language, f"{CUSTOMERS}{customer.casefold()}")
        own = tuple(name for name in wanted if name in self.layers)
        if not own:
            return plain()
        if own not in self._styles:
            layers = (self.layers[name] for name in own)
            self._styles[own] = Style(_built_in(), *layers)
        return self._styles[own]

    def styles(self) -> Iterator[Style]:
        """Give every way in which the organisation writes: in general, by language, by customer."""
        for name in self.layers:
            if name.startswith(CUSTOMERS):
                yield self.style(customer=name.removeprefix(CUSTOMERS))
            else:
                yield self.style(language="" if name == GENERAL else name)


def without_dates(text: str) -> str:
    """Return the text without Slack's tokens for the reader's own time."""
    return _DATE.sub("", text)


def kinds() -> tuple[str, ...]:
    """Return what there are templates for: the kinds of notices, and the parts of one."""
    return tuple(_kind(name) for name in _built_in() if not name.startswith("_"))


def read_templates(folder: Path) -> Templates:
    """Return the templates of a folder; a file that cannot be read or used is told in `unused`."""
    layers: dict[str, dict[str, Source]] = {}
    unused = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        named = path.relative_to(folder)
        layer = named.parent.as_posix().casefold()
        if why := _why_unused(path, layer):
            unused.append(f"{named.as_posix()}: {why}")
        else:
            source = Source(named.as_posix(), path.read_text(encoding="utf-8"))
            layers.setdefault(layer, {})[path.name] = source
    return Templates(layers, tuple(unused))


def _why_unused(path: Path, layer: str) -> str:
    """Return why nothing reads a file, empty where something does."""
    if layer != GENERAL and not layer.startswith(CUSTOMERS) and not LANGUAGE.fullmatch(layer):
        return "nothing reads that folder; there are a language's, such as de, and customers/<name>"
    if not path.name.startswith("_") and path.name not in _names():
        return f"nothing reads it; there are {', '.join(f'{kind}.txt' for kind in kinds())}"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        return f"it cannot be read: {fault}"
    finds = (f"it would tell customers {find.what}" for find in never_leaves(text))
    return next(finds, "")


def _names() -> set[str]:
    """Return what a template's file may be called."""
    suffixes = ("", *(f".{impact}" for impact in Impact))
    return {f"{kind}{suffix}.txt" for kind in kinds() for suffix in suffixes}


@cache
def _built_in() -> Layer:
    return {
        path.name: Source(f"built-in {path.name}", path.read_text(encoding="utf-8"))
        for path in sorted(BUILT_IN.glob("*.txt"))
    }


def _kind(name: str) -> str:
    return name.partition(".")[0]


def _why(fault: Exception) -> str:
    return f"there is no {fault}" if isinstance(fault, TemplateNotFound) else str(fault)


def _not_nothing(value: object) -> object:
    """Refuse to print `None`: there may be no estimate, and no next update."""
    if value is None:
        raise UndefinedError("it prints what may be empty: ask with {% if … %} first")
    return value


def _refuse_unfit(text: str) -> None:
    """Raise ValueError for what the organisation's own words may never be."""
    if not text:
        raise ValueError("it says nothing")
    longest = max(map(len, text.split("\n")))
    if longest > SECTION_LIMIT or len(text) > BODY_LIMIT:
        raise ValueError(
            f"it comes to {len(text)} characters, {longest} in one line; at most {BODY_LIMIT}, and "
            f"{SECTION_LIMIT} in a line, go out"
        )
    if "<!" in without_dates(text):
        raise ValueError("it mentions everybody")
