"""A reading: which layers, services and cues a question names, and which of them count."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.question.data import word_list
from domain.question.lexicon import Kind, Lexicon, Meaning
from domain.question.phrasebook import Match, longest
from domain.question.text import Word, read, stem, tokens

_HIDDEN = frozenset({Kind.PRODUCT, Kind.WEAK_SERVICE})
_PLACES = frozenset({Kind.MODEL, Kind.SERVICE, Kind.PROVIDER})
_NAMED = _PLACES | _HIDDEN
_AFTER = frozenset({Kind.RULED_OUT_AFTER, Kind.PAST_AFTER})
_OWN = word_list("skipped") | {"own"}
_AUXILIARY = word_list("auxiliary")
_REPORTING = word_list("reporting")
_NEAR = 3
_ARTICLES = frozenset({"a", "an", "the", "these", "those"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase found: what it means, its words, its clause; `counts` is false for an aside."""

    kind: Kind
    ids: tuple[str, ...]
    start: int
    end: int
    clause: int
    words: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was read: its words, things and frames.

    `idle` words are part of neither, and of these the `strange` ones are no everyday words.
    """

    words: tuple[Word, ...]
    things: tuple[Mention, ...]
    frames: tuple[Mention, ...]
    idle: tuple[Word, ...]
    strange: tuple[Word, ...]
    corrected: tuple[tuple[str, str], ...]

    def of(self, *kinds: Kind) -> list[Mention]:
        """Return the mentions of some kinds that count, in order of place."""
        return [
            mention
            for mention in (*self.things, *self.frames)
            if mention.kind in kinds and mention.counts
        ]

    def is_described(self) -> bool:
        """Tell whether every strange word stands right before a layer: `archived data`."""
        layers = {mention.start for mention in self.of(Kind.LAYER)}
        return all(
            word.typed.islower() and at + 1 in layers
            for at, word in enumerate(self.words)
            if word in self.strange
        )

    def adjoin(self, left: Mention, right: Mention) -> bool:
        """Tell whether two mentions stand side by side, as in `user data`, or `guards the data`."""
        between = self.words[left.end : right.start]
        return left.clause == right.clause and all(word.text in _ARTICLES for word in between)


def read_question(question: str, lexicon: Lexicon) -> Reading:
    """Read a question: correct slips, find phrases, mark what is said in passing."""
    typed = read(question)
    words, corrected = _corrected(typed, lexicon)
    found = _things(words, lexicon)
    things = list(_mentions(found, words))
    frames = list(_mentions(_frames(words, found, lexicon), words))
    covered = {at for thing in (*things, *frames) for at in range(thing.start, thing.end)}
    idle = tuple(word for at, word in enumerate(words) if at not in covered)
    strange = tuple(word for word in idle if not lexicon.is_everyday(word.text))
    aside = frozenset(_aside(words, things, frames, lexicon))
    things = [replace(thing, counts=thing.start not in aside) for thing in things]
    return Reading(words, tuple(things), tuple(frames), idle, strange, tuple(corrected))


def _corrected(
    words: Sequence[Word], lexicon: Lexicon
) -> tuple[tuple[Word, ...], list[tuple[str, str]]]:
    """Replace each unknown word by the one known word that it is a slip of."""
    result, corrected = [], []
    for word in words:
        meant = _meant(word, lexicon)
        if meant is not None:
            corrected.append((word.typed, meant))
            word = replace(word, text=meant, stem=stem(meant))  # noqa: PLW2901 - the word as meant
        result.append(word)
    return tuple(result), corrected


def _meant(word: Word, lexicon: Lexicon) -> str | None:
    """Return the known word that an unknown one is a slip of."""
    if lexicon.knows(word.text):
        return None
    spelling = lexicon.spelling
    meant = spelling.correct(word.text) or spelling.correct(word.typed.casefold())
    return tokens(meant)[0] if meant else None


def _things(words: Sequence[Word], lexicon: Lexicon) -> list[Match[Meaning]]:
    """Find layers and places; a word inside a longer name does not count on its own.

    A service inside the name of a layer does ("the firewall in the VM"), unless that is closed.
    """
    places = longest(lexicon.places.matches(words))
    subjects = longest(
        subject
        for subject in lexicon.subjects.matches(words)
        if all(subject.contains(place) or not subject.overlaps(place) for place in places)
    )
    hidden = [
        place
        for place in places
        for subject in subjects
        if subject.overlaps(place) and _hides(subject, place)
    ]
    named = [place for place in places if place not in hidden]
    return sorted([*named, *subjects], key=lambda match: match.start)


def _frames(
    words: Sequence[Word], things: Sequence[Match[Meaning]], lexicon: Lexicon
) -> list[Match[Meaning]]:
    """Find the words that frame the question; none of them ends inside the name of a thing.

    `who runs Azure` asks for something else than `who runs Azure Functions`.
    """
    return longest(
        frame
        for frame in lexicon.frames.matches(words)
        if not any(thing.contains(frame) or thing.start < frame.end < thing.end for thing in things)
    )


def _hides(subject: Match[Meaning], place: Match[Meaning]) -> bool:
    """Tell whether a layer's name hides the place inside it: an everyday word, or a product."""
    everyday = any(meaning.kind in _HIDDEN for meaning in place.meanings)
    return everyday or any(meaning.closed for meaning in subject.meanings)


def _mentions(matches: Iterable[Match[Meaning]], words: Sequence[Word]) -> Iterator[Mention]:
    """Turn matches into mentions; a phrase that can be of several kinds is of the strongest."""
    for match in matches:
        kind = min((meaning.kind for meaning in match.meanings), key=_STRENGTH.__getitem__)
        ids = tuple(meaning.id for meaning in match.meanings if meaning.kind is kind)
        typed = " ".join(word.typed for word in words[match.start : match.end])
        yield Mention(kind, ids, match.start, match.end, words[match.start].clause, typed)


_STRENGTH = {kind: rank for rank, kind in enumerate(Kind)}


def _aside(
    words: Sequence[Word],
    things: Sequence[Mention],
    frames: Sequence[Mention],
    lexicon: Lexicon,
) -> Iterator[int]:
    """Yield the places of words that are ruled out, past, or only said to have told."""
    yield from _messengers(words, things, frames)
    for frame in frames:
        if frame.kind in _AFTER or _is_ruled_out_next(frame, things, words):
            yield from _rest_of_clause(frame, words, lexicon)
        elif frame.kind is Kind.CORRECTION:
            yield from _taken_back(frame, things, words)
        elif frame.kind is Kind.RULED_OUT_BEFORE:
            clause = [at for at in range(frame.start) if words[at].clause == frame.clause]
            asking = (other for other in frames if other.kind is Kind.QUESTION)
            if not any(other.start in clause for other in asking):
                yield from clause


def _messengers(
    words: Sequence[Word], things: Sequence[Mention], frames: Sequence[Mention]
) -> Iterator[int]:
    """Yield the places of products that told something: `Jira says so. Who mends it?`."""
    asking = {frame.clause for frame in frames if frame.kind is Kind.QUESTION}
    for thing in things:
        if thing.kind is Kind.PRODUCT and asking and thing.clause not in asking:
            after = words[thing.end : thing.end + _NEAR]
            if any(word.text in _REPORTING and word.clause == thing.clause for word in after):
                yield thing.start


def _taken_back(frame: Mention, things: Sequence[Mention], words: Sequence[Word]) -> Iterator[int]:
    """Yield the place of what was named before a `sorry`, where its like stands right after."""
    before = [thing for thing in things if thing.end <= frame.start][-1:]
    after = [thing for thing in things if thing.start >= frame.end][:1]
    if before and after and _are_alike(before[0], after[0]):
        between = words[frame.end : after[0].start]
        if all(word.text in _OWN for word in between):
            yield before[0].start


def _are_alike(one: Mention, other: Mention) -> bool:
    """Tell whether both name a place, or both a layer."""
    return (one.kind in _NAMED) == (other.kind in _NAMED)


def _rest_of_clause(frame: Mention, words: Sequence[Word], lexicon: Lexicon) -> Iterator[int]:
    """Yield the places after a phrase, up to the end of its clause or a word such as `but`."""
    for at in range(frame.end, len(words)):
        if words[at].clause != frame.clause or words[at].text in lexicon.until:
            break
        yield at


def _is_ruled_out_next(frame: Mention, things: Sequence[Mention], words: Sequence[Word]) -> bool:
    """Tell whether a `not` rules out the thing next to it, rather than negate a verb."""
    if frame.kind is not Kind.RULED_OUT_NEXT:
        return False
    after = next((thing for thing in things if thing.start >= frame.end), None)
    if after is None or any(word.text not in _OWN for word in words[frame.end : after.start]):
        return False
    negated = frame.start > 0 and words[frame.start - 1].text in _AUXILIARY
    return not negated or after.start > frame.end or after.kind in _PLACES
