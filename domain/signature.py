"""Signatures of what goes by HTTP between Onus and others: HMAC-SHA256 with a shared secret.

What Onus sends, and what it takes, carries `X-Onus-Signature: t=<seconds>,v1=<hex>`: the instant in
seconds since 1970, and the digest of `<seconds>.<body>`. An old one is worth nothing, so that what
somebody overheard cannot be sent again later.
"""

import hashlib
import hmac
import re
from datetime import datetime

HEADER = "X-Onus-Signature"
FRESH_FOR_S = 300
_FORM = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})", re.ASCII)


def digest(body: bytes, *, secret: str) -> str:
    """Return the HMAC-SHA256 of the body, in hexadecimal."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def sign(body: bytes, *, secret: str, now: datetime) -> str:
    """Return what stands in the header beside the body."""
    seconds = int(now.timestamp())
    return f"t={seconds},v1={digest(_dated(seconds, body), secret=secret)}"


def secret_for(customer_id: str, *, of: str) -> str:
    """Return a customer's own secret: made of the one that is kept, it tells nothing of it."""
    return digest(f"customer {customer_id}".encode(), secret=of)


def is_signed(body: bytes, *, header: str, secret: str, now: datetime) -> bool:
    """Whether whoever holds the secret sent this body in the last five minutes."""
    parts = _FORM.fullmatch(header)
    if parts is None:
        return False
    seconds, claimed = int(parts[1]), parts[2]
    if abs(now.timestamp() - seconds) > FRESH_FOR_S:
        return False
    return hmac.compare_digest(claimed, digest(_dated(seconds, body), secret=secret))


def _dated(seconds: int, body: bytes) -> bytes:
    return f"{seconds}.".encode() + body
