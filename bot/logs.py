"""Logs: text for people or JSON for machines; no secret in either."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

_SECRET = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"
    r"|https?://\S+/(?:commands|actions|response|app)/\S+|(?<=ticket=)[\w-]+"
)


def redact(text: str) -> str:
    """Return the text with tokens, passwords in addresses and response_urls taken out."""
    return _SECRET.sub("(secret)", text)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps({name: redact(value) for name, value in line.items()})


def set_up(*, level: str, form: str) -> None:
    """Log to standard error from this level on, as `text` or `json`."""
    handler = logging.StreamHandler()
    plain = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
    handler.setFormatter(_Json() if form == "json" else _Text(plain))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for library in ("alembic", "apscheduler", "slack_sdk"):
        logging.getLogger(library).setLevel(logging.WARNING)
