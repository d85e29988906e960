"""A PDF as it comes off an office scanner: grey pictures of pages, a little askew, and no text at all."""

from __future__ import annotations

import io
import math
from zlib import crc32

import numpy as np
import pypdfium2
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

RESOLUTION = 150  # dots an inch
MOST = 390_000  # bytes of the whole file


def scan(pdf: bytes, *, name: str) -> bytes:
    """Pages of `pdf` as pictures. `name` seeds tilt and noise: the same source gives the same scan."""
    chance = np.random.default_rng(crc32(name.encode()))
    with pypdfium2.PdfDocument(pdf) as document:
        sizes = [page.get_size() for page in document]
        pictures = [
            _worn(page.render(scale=RESOLUTION / 72, grayscale=True).to_pil(), chance=chance) for page in document
        ]
    quality = 62
    while True:
        jpegs = [_jpeg(picture, quality) for picture in pictures]
        if sum(map(len, jpegs)) < MOST or quality <= 20:
            return _bind(jpegs, sizes)
        quality -= 6


def _worn(page: Image.Image, *, chance: np.random.Generator) -> Image.Image:
    tilt = float(chance.uniform(0.15, 0.5)) * (1 if chance.random() < 0.5 else -1)
    page = page.convert("L").rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(page, dtype=np.float32) * 0.9 + 14.0
    grey += chance.normal(0.0, 3.0, size=grey.shape)
    light = np.cos(np.linspace(-math.pi / 5, math.pi / 6, grey.shape[1])) * 6.0 - 6.0
    specks = chance.integers(0, [grey.shape[0] - 2, grey.shape[1] - 2], size=(40, 2))
    for row, column in specks:
        grey[row : row + 2, column : column + 2] -= 70.0
    return Image.fromarray(np.clip(grey + light, 0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _bind(jpegs: list[bytes], sizes: list[tuple[float, float]]) -> bytes:
    out, before = io.BytesIO(), rl_config.useA85
    rl_config.useA85 = 0  # binary pictures: a quarter smaller
    try:
        canvas = Canvas(out, invariant=1)
        for jpeg, (width, height) in zip(jpegs, sizes, strict=True):
            canvas.setPageSize((width, height))
            canvas.drawImage(ImageReader(io.BytesIO(jpeg)), 0, 0, width, height)
            canvas.showPage()
        canvas.save()
    finally:
        rl_config.useA85 = before
    return out.getvalue()
