"""The language of paragraphs, told by a model of 130 languages (py3langid), in a worker."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SURE = 0.7  # probability
_NONE = "zxx"  # what is no language


def answer(question: Any) -> dict[str, list[str | None]]:
    """``{"paragraphs": [words, …]}`` gives ``{"languages": [ISO 639 code or None, …]}``."""
    return {"languages": [_language(words) for words in question["paragraphs"]]}


def _language(words: str) -> str | None:
    language, probability = _identifier().classify(words)
    return str(language) if probability >= _SURE and language != _NONE else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def warm_up(_: str) -> None:
    """Load the model: later no file can be opened."""
    answer({"paragraphs": ["Das Sperrwerk hat geschlossen."]})
