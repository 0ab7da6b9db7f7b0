"""What remains of a fact: words of the person go, and so does their name; all else stays."""

import pytest

from domain.erasure import ERASED, SOMEBODY, ErasureError, check_no_hold, redacted
from domain.facts import Fact, FactKind, Value
from tests.domain.made import NOW, an_incident


@pytest.mark.parametrize(
    ("kind", "actor", "before", "after"),
    [
        (FactKind.NOTED, "U1", {"text": "my child is ill"}, {"text": ERASED}),
        (FactKind.NOTED, "U2", {"text": "U1 is ill"}, {"text": "U1 is ill"}),
        (
            FactKind.MOVED,
            "U1",
            {"before": "detect", "after": "assess", "reason": "I said so", "rights": ["admin"]},
            {"before": "detect", "after": "assess", "reason": ERASED, "rights": ["admin"]},
        ),
        (FactKind.PAGED, "U2", {"people": ["U1", "U3"]}, {"people": [SOMEBODY, "U3"]}),
        (FactKind.ROLE_TAKEN, "U2", {"person": "U1"}, {"person": SOMEBODY}),
        (
            FactKind.MESSAGE_KEPT,
            "U2",
            {"author": "U1", "text": "words"},
            {"author": SOMEBODY, "text": ERASED},
        ),
        (
            FactKind.MESSAGE_KEPT,
            "U1",
            {"author": "U2", "text": "words"},
            {"author": "U2", "text": "words"},
        ),
        (FactKind.ACTION_ADDED, "U1", {"text": "Rotate"}, {"text": "Rotate"}),
        (FactKind.OPENED, "U1", {"title": "Escape", "severity": 1}, None),
    ],
)
def test_words_and_names_go(
    kind: FactKind, actor: str, before: dict[str, Value], after: dict[str, Value] | None
) -> None:
    fact = Fact(kind, actor, NOW, 1, before)
    assert redacted(fact, "U1") == (before if after is None else after)


def test_a_legal_hold_keeps_everything_and_says_which() -> None:
    check_no_hold([])
    with pytest.raises(ErasureError, match="INC-7: court case 12") as refused:
        check_no_hold([an_incident(number=7, hold="court case 12")])
    assert refused.value.instead == ("/incident INC-7 release <reason>",)
