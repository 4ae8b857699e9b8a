"""What `doctor` says of the typefaces."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whitepaper.checkups import check
from whitepaper.pdf import faces
from workspace.registries.checkups import Gravity


def test_typefaces_that_are_gone_are_seen(monkeypatch: Any, tmp_path: Path) -> None:
    assert [each.gravity for each in check()] == [Gravity.FINE]
    with monkeypatch.context() as patch:
        patch.setattr(faces, "FONTS", tmp_path)
        faces.register.cache_clear()
        (finding,) = check()
        assert finding.gravity == Gravity.FAULT
        assert finding.seen.startswith("The typefaces cannot be read")
    faces.register()
