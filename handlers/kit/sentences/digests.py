"""How it reads that digests were set, stopped, and not told."""

from domain.facts import FactKind
from handlers.kit.sentences.parts import Sentence

SENTENCES: dict[FactKind, Sentence] = {
    FactKind.DIGEST_SET: lambda who, data: (
        f":newspaper: {who} has <#{data['channel']}> read a digest: {data['when']}."
    ),
    FactKind.DIGEST_STOPPED: lambda who, data: (
        f":newspaper: {who} stopped the digest of <#{data['channel']}>."
    ),
    FactKind.DIGEST_UNTOLD: lambda _, data: (
        f":newspaper: The digest for <#{data['channel']}> did not go: {data['why']}"
    ),
}
