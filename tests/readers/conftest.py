"""What the tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.errors import ReaderError
from briefgen.model.source import Source
from briefgen.readers import read_bytes

_SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def read() -> Callable[..., Source]:
    """Reads bytes that hold one readable source."""

    def one(data: bytes, name: str) -> Source:
        intake = read_bytes(data, name=name)
        assert not intake.failures, [str(failure) for failure in intake.failures]
        return intake.sources[0]

    return one


@pytest.fixture
def fail() -> Callable[..., ReaderError]:
    """Reads bytes that cannot be read, and gives the failure."""

    def one(data: bytes, name: str) -> ReaderError:
        intake = read_bytes(data, name=name)
        assert not intake.sources
        (failure,) = intake.failures
        assert "\n" not in str(failure)
        assert str(failure).startswith(name)
        return failure

    return one


@pytest.fixture
def shared() -> Path:
    """The folder of test files that lies beside the project; not everybody has it."""
    if not _SHARED.is_dir():
        pytest.skip("the shared corpus is not beside this project")
    return _SHARED
