"""The analysis of an incident: what people make of it, apart from the facts.

An analysis can be asked for in court, so it never stands in the factual review, and named readers
can have it to themselves.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.refusal import Refusal

TEXT_LIMIT = 3000
_HEADING = re.compile(r"^##?\s+(\S.*?)\s*#*$")
_BLANK_LINES = re.compile(r"\n\s*\n")


class Aspect(StrEnum):
    """What a part of the analysis speaks of."""

    WELL = "what went well"
    BADLY = "what went badly"
    FLAW = "the flaw"
    FIX = "its fix"

    @property
    def word(self) -> str:
        """How a line names it."""
        return self.name.lower()


Passages = Sequence[tuple[Aspect, str]]
"""What a file says, part by part."""


@dataclass(frozen=True)
class Remark:
    """One part of an analysis, as somebody wrote it; number counts within the incident.

    replaced_at: since when another part, or a file, stands in its place.
    """

    workspace_id: str
    incident: int
    number: int
    aspect: Aspect
    text: str
    written_by: str
    written_at: datetime
    replaced_at: datetime | None = None


class AnalysisError(Refusal):
    """The analysis is not for this person, or the words are no part of one."""


def read_aspect(word: str) -> Aspect:
    """Return the aspect that `well`, `badly`, `flaw` or `fix` names; raises AnalysisError."""
    for aspect in Aspect:
        if word.strip().lower() in (aspect.word, aspect):
            return aspect
    known = ", ".join(aspect.word for aspect in Aspect)
    raise AnalysisError(
        f"“{word[:40]}” is no part of an analysis. There are {known}.",
        instead=("/incident analyse flaw <what it was>",),
        field="aspect",
    )


def check_text(text: str) -> str:
    """Return the text, or refuse it when empty or over 3,000 characters."""
    if not text.strip() or len(text) > TEXT_LIMIT:
        raise AnalysisError(
            f"Write at least a word and at most {TEXT_LIMIT} characters; more goes into a second "
            "part.",
            instead=("/incident analyse flaw <what it was>",),
            field="text",
        )
    return text.strip()


def check_reader(user_id: str, readers: tuple[str, ...]) -> None:
    """Raise AnalysisError where the analysis is restricted to others; no readers: it is not."""
    if readers and user_id not in readers:
        named = ", ".join(f"<@{one}>" for one in readers)
        raise AnalysisError(f"This analysis is for {named} alone. Ask one of them.", instead=())


def as_markdown(title: str, parts: Sequence[Remark]) -> str:
    """Return the analysis as Markdown that `read_markdown` reads again; title: its first line."""
    sections = []
    for aspect in Aspect:
        texts = [part.text for part in parts if part.aspect is aspect]
        sections.append("\n\n".join((f"## {aspect.capitalize()}", *texts)))
    return "\n\n".join((f"# {title}", *sections)) + "\n"


def read_markdown(text: str) -> Passages:
    """Return what stands under the headings of a Markdown file, long texts in several passages.

    Raises AnalysisError for text under no heading of an aspect, an unknown one, or none at all.
    """
    found = [
        (aspect, passage)
        for aspect, under in _sections(text.replace("\r\n", "\n"))
        for passage in _passages(under)
    ]
    if not found:
        raise _misread("The file holds no text under any heading.")
    return found


def _sections(text: str) -> Iterator[tuple[Aspect, str]]:
    """Give each aspect with what stands below; a first heading that names none is the title."""
    aspect, lines = None, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        named = _named(heading[1])
        if named is None and not line.startswith("# "):
            raise _misread(f"Line {number}: “{heading[1][:40]}” is no heading of an analysis.")
        if aspect:
            yield aspect, "\n".join(lines)
        elif any(one.strip() for one in lines):
            raise _misread(f"Before line {number} there is text under no heading.")
        aspect, lines = named, []
    if aspect:
        yield aspect, "\n".join(lines)
    elif any(one.strip() for one in lines):
        raise _misread("There is text under no heading.")


def _named(heading: str) -> Aspect | None:
    said = heading.casefold()
    return next((one for one in Aspect if said in (one.word, one.casefold())), None)


def _passages(text: str) -> Iterator[str]:
    """Give the text, parted between paragraphs so that none is over 3,000 characters."""
    passage = ""
    for paragraph in filter(None, map(str.strip, _BLANK_LINES.split(text))):
        if len(paragraph) > TEXT_LIMIT:
            raise _misread(f"“{paragraph[:40]}…” has over {TEXT_LIMIT} characters: part it.")
        if passage and len(passage) + len(paragraph) + 2 > TEXT_LIMIT:
            yield passage
            passage = ""
        passage = f"{passage}\n\n{paragraph}".strip()
    if passage:
        yield passage


def _misread(why: str) -> AnalysisError:
    headings = ", ".join(f"## {aspect.capitalize()}" for aspect in Aspect)
    return AnalysisError(f"{why} The headings are {headings}.", instead=(), field="file")
