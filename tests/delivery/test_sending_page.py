"""The page on sending says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from material import PROJECT

from briefgen.delivery.attempts import Patience
from briefgen.delivery.report import NOTHING_NEW
from briefgen.model.account import Account
from briefgen.settings import read_account

PAGE = (PROJECT / "docs" / "sending.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_settings_on_the_page_are_right(number: int, tmp_path: Path) -> None:
    account, more = BLOCKS[0], BLOCKS[number] if number else ""
    (tmp_path / "briefgen.toml").write_text(account + more, encoding="utf-8")
    assert read_account(tmp_path, {})


def test_every_setting_is_on_the_page() -> None:
    names = {field.alias or name for name, field in Account.model_fields.items()}
    assert {name for name in names if f"`{name}`" not in PAGE} == set()


def test_the_waits_and_the_exit_code_are_those_of_the_code() -> None:
    first, second, third = Patience().waits
    assert f"after {first}, {second} and {third} seconds" in PAGE
    assert f"\n| {NOTHING_NEW} | nothing new" in PAGE
    assert f"SuccessExitStatus={NOTHING_NEW}" in PAGE
