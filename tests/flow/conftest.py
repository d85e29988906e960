"""Fixtures around an archive of toy minutes; `toy_archive` stands in tests/store."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))
