"""Measure what the pipeline says against marks made by hand with the codebook."""

from __future__ import annotations
