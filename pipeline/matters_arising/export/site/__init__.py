"""The public site: static pages for any web host, or opened from disk, that say what became of what was said.

No server, no network, nothing from outside: pages, one style sheet, a few scripts that the pages work without.
"""

from __future__ import annotations

from matters_arising.export.folder import Written
from matters_arising.export.site.whole import write_site

__all__ = ["Written", "write_site"]
