"""The topic: why a question is none about who is responsible for a layer, if so."""

from domain.question.data import word_list
from domain.question.focus import cue
from domain.question.lexicon import Kind, Lexicon
from domain.question.reading import Mention, Reading

_REQUEST = word_list("request")
_STATEMENT = word_list("statement")
_INTERROGATIVE = frozenset({"what", "which"})
_OBJECTS = (Kind.LAYER, Kind.AMBIGUOUS)


def off_topic(reading: Reading, lexicon: Lexicon, *, precise: bool) -> str | None:
    """Return the reason why a question is off topic, or nothing.

    `precise`: it names a layer and a place, so a mere statement is taken as a question.
    """
    unlisted = reading.of(Kind.PRODUCT)
    if unlisted:
        return f"{unlisted[0].words} is not in the catalogue"
    hard = reading.of(Kind.OFF_TOPIC)
    if hard:
        return f"“{hard[0].words}” asks for something else"
    aside = next(
        filter(lambda topic: _is_object(topic, reading, lexicon), reading.of(Kind.ASIDE_TOPIC)),
        None,
    )
    if aside is not None:
        return f"“{aside.words}” asks for something else"
    sentence = _REQUEST if precise else _REQUEST | _STATEMENT
    if cue(reading) is None and any(word.text in sentence for word in reading.idle):
        return "no word asks who is responsible"
    return None


def _is_object(topic: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether a topic is what is asked about: no layer stands between it and the question."""
    asking = cue(reading)
    if _is_asked_for(topic, reading):
        return True
    if asking is None:
        return not _only_says_where(topic, reading, lexicon)
    before = [m for m in reading.of(*_OBJECTS) if asking.end <= m.start < topic.start]
    if topic.start < asking.start:
        return not reading.of(*_OBJECTS, Kind.SERVICE, Kind.MODEL)
    return not before or reading.adjoin(before[-1], topic)


def _only_says_where(topic: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether a topic stands below a layer: `the links between the regions`."""
    layers = [layer for layer in reading.of(*_OBJECTS) if layer.end <= topic.start]
    between = reading.words[layers[-1].end : topic.start] if layers else ()
    return any(word.text in lexicon.subordinate for word in between)


def _is_asked_for(topic: Mention, reading: Reading) -> bool:
    """Tell whether a word of asking stands right before a topic: `which region`."""
    return topic.start > 0 and reading.words[topic.start - 1].text in _INTERROGATIVE
