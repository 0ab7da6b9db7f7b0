"""Codenames: what a restricted incident is called wherever somebody could look over a shoulder.

Two neutral words that say nothing of what happened, how bad it is, or when.
"""

_COLOURS = (
    "amber", "ashen", "azure", "beige", "bronze", "cobalt", "copper", "coral", "cream", "ebony",
    "golden", "green", "grey", "hazel", "indigo", "ivory", "jade", "lilac", "linen", "maroon",
    "mauve", "ochre", "olive", "opal", "pearl", "plum", "russet", "sable", "silver", "teal",
)  # fmt: skip
_BIRDS = (
    "avocet", "bittern", "bunting", "curlew", "dipper", "dunlin", "egret", "finch", "gannet",
    "godwit", "grebe", "heron", "hoopoe", "ibis", "jackdaw", "kestrel", "lapwing", "linnet",
    "martin", "nuthatch", "oriole", "osprey", "petrel", "pipit", "plover", "puffin", "quail",
    "redwing", "siskin", "swift", "tern", "thrush", "wagtail", "wren",
)  # fmt: skip
HOW_MANY = len(_COLOURS) * len(_BIRDS)


def codename(number: int) -> str:
    """Return the codename of that number, from 0; beyond `HOW_MANY` they begin anew."""
    bird, colour = divmod(number % HOW_MANY, len(_COLOURS))
    return f"{_COLOURS[colour]}-{_BIRDS[bird]}"
