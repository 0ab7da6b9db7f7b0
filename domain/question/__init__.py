"""Questions: from any wording to a layer, a model or service, and a provider."""

from domain.question.resolution import Outcome, Resolution, Why
from domain.question.resolve import resolve

__all__ = ["Outcome", "Resolution", "Why", "resolve"]
