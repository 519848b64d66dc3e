"""The shape of the fixtures that hold lines against sources."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.verification import Checked

Held = Callable[..., list[Checked]]
