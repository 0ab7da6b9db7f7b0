"""Which template says what a customer reads."""

from datetime import timedelta

import pytest

from domain.customers import Customer
from domain.outage import Change, Impact, NoticeKind
from domain.profile import Profile
from domain.words import PublicMessage, PublicText
from handlers.kit.compose import worded
from handlers.kit.notice_words import written
from handlers.kit.templates import BUILT_IN, Source, Style, Templates, kinds, plain
from handlers.notices.template_check import ANSWERS, prove
from tests.domain.made import NOW, an_outage


def folder(**layers: dict[str, str]) -> Templates:
    """Return templates: by layer, a text for each file's name."""
    return Templates(
        {
            layer: {name: Source(f"{layer}/{name}", text) for name, text in files.items()}
            for layer, files in layers.items()
        }
    )


OURS = folder(
    **{
        ".": {"outage.txt": "all", "outage.full.txt": "all, full", "_next.txt": "soon\n"},
        "de": {"outage.txt": "de"},
        "fr": {"outage.full.txt": "fr, full"},
        "customers/globex": {"outage.txt": "globex"},
    }
)


@pytest.mark.parametrize(
    ("customer", "language", "impact", "says"),
    [
        ("Acme", "", "partial", "all"),
        ("Acme", "", "full", "all, full"),
        ("Acme", "de", "full", "de"),
        ("Acme", "fr", "full", "fr, full"),
        ("Acme", "fr", "partial", "all"),
        ("Acme", "xx", "partial", "all"),
        ("GLOBEX", "de", "full", "globex"),
    ],
)
def test_the_nearest_layer_wins_before_the_impact_does(
    customer: str, language: str, impact: str, says: str
) -> None:
    style = OURS.style(customer=customer, language=language)
    assert style.render("outage", {}, impact=impact) == says
    assert style is OURS.style(customer=customer, language=language)


def test_a_part_goes_into_the_built_in_words_of_other_kinds() -> None:
    change = Change(NoticeKind.UPDATE, NOW, text=PublicText("Half of it is back"))
    text = written(an_outage(), change, now=NOW, style=OURS.style()).text
    assert "Half of it is back\nThere is no estimate of recovery yet.\nsoon\n" in text


def test_every_kind_of_notice_has_a_template_and_is_proven() -> None:
    assert {kind.name.lower() for kind in NoticeKind} <= set(kinds())
    assert set(ANSWERS) == set(NoticeKind)


def test_the_built_in_words_hold_in_every_case() -> None:
    built_in = {path.name: Source(path.name, path.read_text()) for path in BUILT_IN.glob("*.txt")}
    proof = prove(Templates({".": built_in}))
    assert proof.faults == ()
    assert proof.renderings > 1000


def customer(name: str, language: str = "") -> Customer:
    return Customer("T1", name.lower(), name, ("vm",), ("C1",), Profile(language=language))


def test_most_read_the_usual_words_and_a_template_that_fails_gives_way_to_the_built_in() -> None:
    templates = folder(de={"outage.txt": "de {{ nothing }}"}, fr={"outage.txt": "fr"})
    change = Change(NoticeKind.OUTAGE, NOW + timedelta(minutes=15))

    def say(style: Style) -> PublicMessage:
        return written(an_outage(impact=Impact.FULL), change, now=NOW, style=style)

    those = (customer("Acme", "de"), customer("Globex", "fr"), customer("Initech", "fr"))
    said = worded(templates, those, say)
    assert said.message.text.startswith("fr\n")
    (german,) = said.own
    assert german.customers == ("acme",)
    assert german.message == say(plain())
    assert said.faults == ("de/outage.txt, line 1: 'nothing' is undefined",)
