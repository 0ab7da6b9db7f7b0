"""A document written out: Markdown, HTML, or the review's data as JSON."""

import json
import re
from datetime import date
from html import escape
from typing import Any

from domain.action_item import ActionItem
from domain.facts import Fact
from domain.obligation import Obligation
from domain.outage import Outage
from domain.refusal import Refusal
from domain.review import Review
from handlers.review.document import Document, Part, plainly

Json = dict[str, Any]

FORMATS = ("md", "html", "json")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_STYLE = "body{font-family:sans-serif;max-width:50rem;margin:2rem auto;line-height:1.5}"


class FormatError(Refusal):
    """There is no such format."""


def read_format(words: str) -> str:
    """Return the format that was typed, Markdown where none was; raises FormatError."""
    typed = words.strip().lower() or FORMATS[0]
    if typed not in FORMATS:
        raise FormatError(f"“{words[:40]}” is no format. There are {', '.join(FORMATS)}.")
    return typed


def markdown(document: Document) -> str:
    """Return the document as Markdown; what people typed is shown, never read as Markdown."""
    parts = "\n\n".join(_markdown_part(part) for part in document.parts)
    return f"# {_md(document.title)}\n\n{parts}\n"


def html(document: Document) -> str:
    """Return the document as a whole HTML page without anything from elsewhere."""
    title = escape(document.title)
    parts = "\n".join(_html_part(part) for part in document.parts)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>\n<h1>{title}</h1>\n{parts}\n</body></html>\n"
    )


def as_json(review: Review) -> str:
    """Return the review's data as one JSON object; instants are ISO 8601 in UTC."""
    data = {
        **_head(review),
        "phases": [vars(stay) for stay in review.stays],
        "outages": [_outage(each) for each in review.outages],
        "updates": vars(review.kept),
        "deadlines": [_deadline(each) for each in review.obligations],
        "actions": [_action(each) for each in review.items],
        "timeline": [_fact(each) for each in review.facts],
    }
    return json.dumps(data, ensure_ascii=False, indent=2, default=_iso) + "\n"


def _head(review: Review) -> Json:
    incident = review.incident
    return {
        "incident": incident.name,
        "title": incident.title,
        "drill": incident.drill,
        "tlp": incident.tlp or None,
        "severity": incident.severity.word,
        "verdict": incident.verdict,
        "commander": incident.commander,
        "opened_at": incident.opened_at,
        "closed_at": incident.closed_at,
        "determinations": [vars(one) for one in incident.determinations],
    }


def _outage(outage: Outage) -> Json:
    return {
        "reference": outage.reference,
        "title": outage.title.words,
        "impact": outage.impact,
        "started_at": outage.started_at,
        "ended_at": outage.ended_at,
        "estimates": outage.estimates,
    }


def _deadline(obligation: Obligation) -> Json:
    return {
        "rule": obligation.rule.id,
        "customer": obligation.customer,
        "counts_from": obligation.counts_from,
        "due_at": obligation.due_at,
        "outcome": obligation.outcome,
        "settled_at": obligation.settled_at,
        "reference": obligation.reference,
    }


def _action(item: ActionItem) -> Json:
    return {
        "number": item.number,
        "text": item.text,
        "owner": item.owner,
        "due_on": item.due_on,
        "done_at": item.done_at,
        "outcome": item.outcome,
    }


def _fact(fact: Fact) -> Json:
    return {
        "happened_at": fact.happened_at,
        "kind": fact.kind,
        "actor": fact.actor,
        "data": dict(fact.data),
        "text": plainly(fact),
    }


def _iso(value: date) -> str:
    """Write a day or an instant, which JSON has no form for."""
    return value.isoformat()


def written(review: Review, document: Document, form: str) -> str:
    """Return the review in one of the formats."""
    if form == "json":
        return as_json(review)
    return html(document) if form == "html" else markdown(document)


def _markdown_part(part: Part) -> str:
    lines = [f"## {part.heading}", ""]
    lines += [f"- {_md(line)}" for line in part.lines]
    for number, row in enumerate(part.table):
        lines.append(f"| {' | '.join(_md(cell) for cell in row)} |")
        if number == 0:
            lines.append("|-" * len(row) + "|")
    return "\n".join(lines)


def _html_part(part: Part) -> str:
    items = "".join(f"<li>{_html(line)}</li>" for line in part.lines)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>" for row in part.table
    )
    shown = f"<ul>{items}</ul>" if items else ""
    shown += f"<table>{rows}</table>" if rows else ""
    return f"<h2>{escape(part.heading)}</h2>\n{shown}"


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
