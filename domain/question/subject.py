"""The subject: which layer a question asks about, or which layers its words leave open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.matrix import Layer
from domain.question.data import word_list
from domain.question.focus import by_focus, cue
from domain.question.lexicon import Ambiguity, Kind, Lexicon
from domain.question.reading import Mention, Reading

_PEOPLE = word_list("people")


@dataclass(frozen=True, slots=True)
class Subject:
    """A certain layer, or the layers to offer; neither where the question names none."""

    layer: Layer | None = None
    candidates: tuple[Layer, ...] = ()


def find_subject(reading: Reading, lexicon: Lexicon) -> Subject:
    """Find the layer: by a name, else by an ambiguous word, a hint, a general word."""
    mentions = list(_settled(reading, lexicon))
    certain = [m for m in mentions if m.kind is Kind.LAYER]
    strong = [m for m in mentions if m.kind is Kind.AMBIGUOUS and not _of(m, lexicon).weak]
    if certain or strong:
        groups = by_focus(reading, sorted([*certain, *strong], key=lambda m: m.start))
        return _from_group(groups[0], certain, reading, lexicon)
    hints = {name for mention in reading.of(Kind.HINT) for name in mention.ids}
    if len(hints) == 1:
        return Subject(layer=Layer(hints.pop()))
    weak = [m for m in mentions if m.kind is Kind.AMBIGUOUS]
    return _offer(weak[0], lexicon) if weak else Subject()


def _settled(reading: Reading, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield layers and ambiguous words; one that a neighbouring word settles is a layer."""
    stems = {word.stem for word in reading.words}
    counting = reading.of(Kind.LAYER, Kind.AMBIGUOUS)
    for mention in counting or [m for m in reading.things if m.kind is Kind.LAYER]:
        layer = None
        if mention.kind is Kind.AMBIGUOUS:
            settled = _of(mention, lexicon).settled
            layer = next((settled[word] for word in settled if word in stems), None)
        yield replace(mention, kind=Kind.LAYER, ids=(layer,)) if layer else mention


def _from_group(
    group: Sequence[Mention], certain: Sequence[Mention], reading: Reading, lexicon: Lexicon
) -> Subject:
    """Decide within one clause."""
    layers = [mention for mention in group if mention.kind is Kind.LAYER]
    unclear = [mention for mention in group if mention.kind is Kind.AMBIGUOUS]
    if not layers or (unclear and _is_asked(unclear[0], layers, reading, lexicon)):
        return _near(unclear[0], certain, lexicon)
    named = {name for mention in layers for name in mention.ids}
    over = next((mention for mention in unclear if named <= _of(mention, lexicon).over), None)
    return _offer(over, lexicon) if over else _head(layers, reading, lexicon)


def _is_asked(
    unclear: Mention, layers: Sequence[Mention], reading: Reading, lexicon: Lexicon
) -> bool:
    """Tell whether an ambiguous word is asked about, and the layers only say where or for whom."""
    asking = cue(reading)
    return (
        asking is not None
        and unclear.start >= asking.end
        and all(unclear.end <= layer.start for layer in layers if layer.start >= asking.end)
        and all(_subordinate(unclear, layer, reading, lexicon) for layer in layers)
    )


def _near(unclear: Mention, certain: Sequence[Mention], lexicon: Lexicon) -> Subject:
    """Settle an ambiguous word by the one of its layers that is named elsewhere, or offer all."""
    candidates = _of(unclear, lexicon).candidates
    near = {name for mention in certain for name in mention.ids if name in candidates}
    return Subject(layer=Layer(near.pop())) if len(near) == 1 else _offer(unclear, lexicon)


def _head(layers: Sequence[Mention], reading: Reading, lexicon: Lexicon) -> Subject:
    """Choose among layers of one clause: the last of `user data`, the first of `code on the OS`."""
    heads = list(_heads(layers, reading))
    asking = cue(reading)
    after = [head for head in heads if asking and head.start >= asking.end]
    first, *rest = after or heads
    beside = (later for later in rest if not _subordinate(first, later, reading, lexicon))
    names = tuple(dict.fromkeys(Layer(name) for head in (first, *beside) for name in head.ids))
    return Subject(layer=names[0]) if len(names) == 1 else Subject(candidates=names)


def _heads(layers: Sequence[Mention], reading: Reading) -> Iterator[Mention]:
    """Yield the head of each run of layers: its last, but `sshd settings` are part of sshd."""
    run: list[Mention] = []
    for mention in layers:
        if run and not reading.adjoin(run[-1], mention):
            yield _head_of_run(run)
            run = []
        run.append(mention)
    yield _head_of_run(run)


def _head_of_run(run: Sequence[Mention]) -> Mention:
    specific = [mention for mention in run if Layer.CONFIGURATION not in mention.ids]
    return (specific or run)[-1]


def _subordinate(first: Mention, later: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """Tell whether a later mention only says where or for what the first one is.

    Either a word such as `on` or `that` says so, or a person right after the first one does:
    `the laptops our users carry`.
    """
    between = [word.text for word in reading.words[first.end : later.start]]
    return not lexicon.subordinate.isdisjoint(between) or not _PEOPLE.isdisjoint(between[:1])


def _of(mention: Mention, lexicon: Lexicon) -> Ambiguity:
    return lexicon.ambiguities[mention.ids[0]]


def _offer(mention: Mention, lexicon: Lexicon) -> Subject:
    return Subject(candidates=tuple(map(Layer, _of(mention, lexicon).candidates)))
