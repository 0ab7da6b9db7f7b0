"""How changes of answers read: matrices, names taught, answers shared and disputed."""

from domain.facts import FactKind
from handlers.kit.sentences.parts import Sentence

SENTENCES: dict[FactKind, Sentence] = {
    FactKind.ANSWER_SHARED: lambda who, data: (
        f"{who} shared in <#{data['channel']}> who is responsible: {data['question']}"
    ),
    FactKind.ANSWER_DISPUTED: lambda who, data: (
        f"{who} says that an answer is wrong: {data['question']} ({data['answer']}). "
        f"{data['words']}"
    ),
    FactKind.MATRIX_IMPORTED: lambda who, data: (
        f"{who} imported the matrix {data['matrix']}, version {data['version']}."
    ),
    FactKind.MATRIX_PROPOSED: lambda who, data: (
        f"{who} proposed that the matrix {data['matrix']}, version {data['version']}, answers."
    ),
    FactKind.MATRIX_DECLINED: lambda who, data: (
        f"{who} declined that the matrix {data['matrix']}, version {data['version']}, answers."
    ),
    FactKind.ALIAS_ADDED: lambda who, data: (
        f"{who} had “{data['phrase']}” mean {data['target']} in questions."
    ),
    FactKind.ALIAS_FORGOTTEN: lambda who, data: (
        f"{who} had “{data['phrase']}” mean nothing in questions any more."
    ),
    FactKind.MATRIX_ACTIVATED: lambda who, data: (
        f"{who} had the matrix {data['matrix']}, version {data['version']}, answer for "
        f"{data['provider']} from {data['active_from']} on."
    ),
}
