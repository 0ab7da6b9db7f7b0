"""The pages that people read, taken apart: headings, links, commands to type, tables."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
_COMMAND = re.compile(r"/(?:incident|customers|maintenance|whoowns)(?: .*)?")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A Markdown file."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def prose(self) -> str:
        """The text without its fenced blocks."""
        return _FENCE.sub("", self.text)

    @property
    def headings(self) -> list[str]:
        """Headings without their marks and backticks."""
        found = re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)
        return [heading.replace("`", "") for heading in found]

    @property
    def anchors(self) -> set[str]:
        """What a link to a heading can name, as GitHub makes it."""
        return {
            re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in self.headings
        }

    @property
    def links(self) -> list[str]:
        """Where links and images lead."""
        return re.findall(r"\]\(([^)\s]+)\)", self.prose)

    @property
    def examples_in_toml(self) -> list[str]:
        """Every fenced block of TOML."""
        return re.findall(r"^```toml\n(.*?)^```", self.text, re.MULTILINE | re.DOTALL)

    @property
    def commands(self) -> list[str]:
        """Every slash command that stands as code, but in a heading."""
        fenced = [line.strip() for block in _FENCE.findall(self.text) for line in block.split("\n")]
        indented = re.findall(r"^ {4}(\S.*)$", self.prose, re.MULTILINE)
        running = re.sub(r"^#.*$", "", self.prose, flags=re.MULTILINE)
        inline = re.findall(r"`([^`\n]+)`", running)
        return [line for line in (*fenced, *indented, *inline) if _COMMAND.fullmatch(line)]

    def section(self, heading: str) -> str:
        """Return what stands under a heading, up to the next one of its kind or higher."""
        found = re.search(
            rf"^(#+) `?{re.escape(heading)}`?$(.*?)(?=^#|\Z)", self.text, re.MULTILINE | re.DOTALL
        )
        assert found, f"{self.name} has no heading {heading}"
        return found.group(2)

    def tables(self, *head: str) -> list[list[str]]:
        """Return the rows of every table with that head."""
        rows: list[list[str]] = []
        inside = False
        for line in self.prose.split("\n"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if cells == list(head):
                inside = True
            elif not line.startswith("|"):
                inside = False
            elif inside and set(line) - set("|- "):
                rows.append(cells)
        return rows


def page(name: str) -> Page:
    """Return a page by its path from the root of the repository."""
    return Page(ROOT / name)


def every_page() -> list[Page]:
    """Return all pages for people."""
    roots = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "sandbox/README.md")
    return [*map(page, roots), *map(Page, sorted((ROOT / "docs").rglob("*.md")))]
