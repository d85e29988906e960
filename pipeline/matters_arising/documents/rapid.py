"""RapidOCR, of the extra `ocr`: what it reads in a picture of a page, with models that come in its wheel.

It needs no program of the system. A page takes some six seconds of one core, and half a gigabyte.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

TYPE = 0.8
"""Height of type to that of the box around a word: it is drawn round the whole line, with room."""
_SIDE = 1280  # dots: lines are looked for in a picture no larger, and read in the picture itself
_QUIET = logging.CRITICAL + 1


@lru_cache
def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None


@lru_cache(maxsize=1)
def _reader() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(_QUIET)  # it tells of every model that it opens, and of every empty page
    one = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(
        params={
            **one,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": _SIDE,
            "Rec.rec_batch_num": 1,
        }
    )


def lines_of(shades: Any, scale: float) -> list[list[tuple[str, list[float]]]]:
    """The lines of a page in shades of grey, each as words with their boxes in points (left, right, top, bottom);
    `scale` is points to a pixel. RuntimeError where it fails."""
    import numpy as np

    try:
        read = _reader()(np.repeat(shades[:, :, None], 3, axis=2), return_word_box=True)
    except MemoryError:
        raise
    except Exception as error:  # three libraries, each with errors of its own that have no common kind
        raise RuntimeError(str(error) or type(error).__name__) from error
    return [
        [(text, _box(corners, scale)) for text, _, corners in words if text.strip()]
        for words in read.word_results or ()
        if words
    ]


def _box(corners: Any, scale: float) -> list[float]:
    across, down = zip(*corners, strict=True)
    return [min(across) * scale, max(across) * scale, min(down) * scale, max(down) * scale]
