"""What the pages are printed on: templates in which every value is escaped, and characters nobody sees are left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from matters_arising.export.site.accuracy import Accuracy
from matters_arising.export.site.wording import FATES, OWED, REASONS, called, day, days, reason
from matters_arising.export.svg import seen
from matters_arising.export.words import confidence, count, days_between, from_no_news, made_by, stretch

HERE = Path(__file__).parent
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""What a page may load: scripts, style and pictures of the site itself. Nothing inline, nothing from elsewhere."""
NAVIGATION = (
    ("index.html", "Overview"),
    ("bodies.html", "Bodies"),
    ("matters.html", "Matters"),
    ("ledger.html", "Put off"),
    ("silence.html", "Not found since"),
    ("practice.html", "Talk and practice"),
    ("questions.html", "Questions"),
    ("search.html", "Search"),
    ("coverage.html", "What this rests on"),
)


def templates(*folders: Path) -> Environment:
    """The templates of these folders, the first that has one of the name: escaped, and with our words for things."""
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    made.globals.update(FATES=FATES, OWED=OWED, REASONS=REASONS)
    made.globals.update(count=count, stretch=stretch, days_between=days_between)
    made.filters.update(called=called, reason=reason, day=day, days=days)
    made.filters.update(confidence=confidence, made_by=made_by, from_no_news=from_no_news)
    made.tests["below"] = _is_below
    return made


class Paper:
    """The templates, with what stands on every page: the version, and the day as of which the site is."""

    def __init__(self, *, version: str, as_of: str, accuracy: Accuracy) -> None:
        self._templates = templates(HERE / "templates")
        self._templates.globals.update(POLICY=POLICY, NAVIGATION=NAVIGATION)
        self._templates.globals.update(version=version, as_of=as_of, accuracy=accuracy)
        self._pieces: dict[str, Any] = {}

    def page(self, template: str, address: str, **values: Any) -> Markup:
        """A whole page that lies at `address`, a path below the site's folder."""
        root = "../" * address.count("/")
        return Markup(self._templates.get_template(template).render(root=root, address=address, **values))

    def piece(self, name: str, *values: Any, root: str = "../") -> Markup:
        """A piece of a page, by the name of its macro in `pieces.html`; `root` leads from its page to the folder."""
        if root not in self._pieces:
            self._pieces[root] = self._templates.get_template("pieces.html").make_module({"root": root})
        return Markup(getattr(self._pieces[root], name)(*values))


def _is_below(source: str) -> bool:
    """Whether a link to a file counts from the folder of the site."""
    return not source.startswith("/") and ":" not in source.partition("/")[0]


def _seen(value: Any) -> Any:
    return seen(value) if isinstance(value, str) and not isinstance(value, Markup) else value
