"""One brief made by a worker, with what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from briefgen.batch.keys import common_to, manner_of
from briefgen.batch.worker import answer
from briefgen.model.batch import Errand, Options, Task

from .conftest import story


def test_a_brief_with_a_list_has_its_sources_parsed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("lists", "out"):
        Path(folder).mkdir()
    Path("out/batch.jsonl").touch()
    Path("lists/press.toml").write_text('addresses = ["ann@example.org"]', encoding="utf-8")
    Path("story.txt").write_text(story(1), encoding="utf-8")
    parsed: list[str] = []
    pipe = Language.pipe

    def counting(nlp: Language, texts: Any, **options: Any) -> Iterator[Any]:
        texts = [str(text) for text in texts]
        parsed.extend(texts)
        return pipe(nlp, texts, **options)

    monkeypatch.setattr(Language, "pipe", counting)
    task = Task(name="story", sources=("story.txt",), mail_list="press")
    options = Options(formats=("pdf",))
    errand = Errand(
        workspace=str(tmp_path),
        output=str(tmp_path / "out"),
        options=options,
        task=task,
        common=common_to(manner_of(task), options)[0],
        basis="basis",
    )
    row = answer(errand.model_dump(mode="json"))["row"]
    assert (row["trouble"], row["held"]) == (None, "")
    assert Path("out/story_v1.press.eml").is_file()
    assert parsed
    assert len(set(parsed)) == len(parsed)
