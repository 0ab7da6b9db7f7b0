"""Runbooks: Markdown checklists for a kind of incident, and how far somebody is with one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePath

from domain.refusal import Refusal

MOST_STEPS = 40
STEP_LIMIT = 300
_STEP = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True)
class Runbook:
    """A checklist. name: how a line calls it. version: 0 where it was not uploaded."""

    name: str
    title: str
    steps: tuple[str, ...]
    version: int = 0


@dataclass(frozen=True)
class Tick:
    """A step that somebody did; step counts from 1."""

    step: int
    by: str
    at: datetime


@dataclass(frozen=True)
class Run:
    """A runbook as it is gone through in an incident, in the version that it began with.

    number counts within the incident.
    """

    workspace_id: str
    incident: int
    number: int
    title: str
    steps: tuple[str, ...]
    post_id: str
    version: int = 0
    ticks: tuple[Tick, ...] = field(default=())

    def tick_of(self, step: int) -> Tick | None:
        """Return who did the step and when, None where nobody has."""
        return next((tick for tick in self.ticks if tick.step == step), None)


class RunbookError(Refusal):
    """There is no such runbook or step, the step is done, or the file is none."""


Shelf = Mapping[str, Runbook]


def read_runbook(text: str, *, name: str) -> Runbook:
    """Return the runbook of a Markdown file: its first heading and its list items.

    Raises ValueError where it has no heading, no steps, too many, or one that is too long.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be typed: name it in small letters, digits and hyphens")
    lines = text.splitlines()
    title = next((line.lstrip("#").strip() for line in lines if line.startswith("#")), "")
    steps = tuple(found[1].strip() for line in lines if (found := _STEP.match(line)))
    if not title or not 1 <= len(steps) <= MOST_STEPS:
        raise ValueError(f"{name}: a runbook has a heading and 1 to {MOST_STEPS} list items")
    if long := [step for step in steps if len(step) > STEP_LIMIT]:
        raise ValueError(f"{name}: “{long[0][:40]}…” has over {STEP_LIMIT} characters")
    return Runbook(name, title, steps)


def read_upload(file_name: str, text: str) -> Runbook:
    """Return the runbook of an uploaded file, called by the file's name; raises RunbookError."""
    name = "-".join(PurePath(file_name).stem.lower().replace("_", " ").split())
    try:
        return read_runbook(text, name=name)
    except ValueError as fault:
        raise RunbookError(f"{fault}.", field="file", instead=("/incident import",)) from None


@cache
def built_in() -> Shelf:
    """Return the runbooks that come with Onus."""
    folder = files("domain") / "data" / "runbooks"
    found = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {
        name: read_runbook(entry.read_text(encoding="utf-8"), name=name)
        for entry in found
        if (name := entry.name.removesuffix(".md")) != entry.name
    }


def read_shelf(folder: Path) -> Shelf:
    """Return the runbooks that come with Onus with those of a folder, which replace the former.

    Raises ValueError for a file that is no runbook, OSError for a folder that cannot be read.
    """
    own = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return {**built_in(), **{name: read_runbook(text, name=name) for name, text in own.items()}}
