"""A signature is worth something to whoever holds the secret, for this body, for five minutes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.signature import is_signed, sign

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
BODY = b'{"key":"value"}'
SIGNED = sign(BODY, secret="kept", now=NOW)


def test_it_is_the_hmac_that_others_compute() -> None:
    """As `printf '1772460000.{"key":"value"}' | openssl dgst -sha256 -hmac kept` prints it."""
    assert SIGNED == (
        "t=1772460000,v1=f4163f7a6a18234be5aae820589dac481e559db2983b6f6da2602687e86f3ec7"
    )


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_what_was_signed_within_five_minutes_is_taken(minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    assert is_signed(BODY, header=SIGNED, secret="kept", now=now)


@pytest.mark.parametrize(
    "changed",
    [
        {"body": b'{"key":"other"}'},
        {"secret": "guessed"},
        {"now": NOW + timedelta(minutes=6)},
        {"now": NOW - timedelta(minutes=6)},
        {"header": SIGNED.replace("t=1772460000", "t=1772460001")},
        {"header": SIGNED.replace("v1=", "v0=")},
        {"header": "t=999999999999,v1=" + "0" * 64},
        {"header": ""},
    ],
    ids=str,
)
def test_anything_else_is_refused(changed: dict[str, object]) -> None:
    given: dict[str, Any] = {"body": BODY, "header": SIGNED, "secret": "kept", "now": NOW}
    assert not is_signed(**given | changed)
