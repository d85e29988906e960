"""Lives of imaginary matters, written by hand: a line a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from matters_arising.store.calendar import Held
from matters_arising.store.life import Appearance, Life, Mark, Passage

FORUM = "Ambleton Forum"
_TYPES = {
    "deferred": "deferral",
    "decided": "decision",
    "reported": "report",
    "actioned": "action",
    "proposed": "proposal",
    "referred": "referral",
}


def came_up(
    date: str,
    status: str = "discussed",
    *,
    body: str = FORUM,
    quote: str = "The kiln was spoken of.",
    explicit: bool = True,
    confidence: float = 0.8,
    document: str = "minutes.pdf",
    page: int = 2,
    name: str = "",
) -> Appearance:
    """A meeting at which the matter came up; `name` tells meetings of one day apart."""
    key = f"{date}{name}"
    kind = _TYPES.get(status)
    mark = kind and Mark(f"ev-{key}", kind, "Ms Birch", quote, page, "until spring", explicit, confidence, "toy 1")
    return Appearance(
        meeting=f"mtg-{key}",
        date=date,
        body=body,
        document=document,
        status=status,
        passages=(Passage(status, quote, page, "same title", 1.0),),
        events=(mark,) if mark else (),
        stances=(),
    )


def life(
    *appearances: Appearance, title: str = "Lime kiln", fate: str = "open", streak: int = 0, decided: str = ""
) -> Life:
    put_off = [at for at in appearances if at.status == "deferred"]
    explicit = sum(at.events[0].explicit for at in put_off)
    return Life(
        matter="mat-0123456789ab",
        title=title,
        body=appearances[0].body,
        bodies=tuple(sorted({at.body for at in appearances})),
        first_date=appearances[0].date,
        last_date=appearances[-1].date,
        deferrals=explicit,
        deferrals_inferred=len(put_off) - explicit,
        streak=streak,
        stated_deferrals=-1,
        fate=fate,
        appearances=appearances,
        decided=decided,
    )


def calendar(*lives: Life, silent: Sequence[str] = (), body: str = FORUM) -> dict[str, list[Held]]:
    """All meetings of these lives, and further ones of a body at which nothing of them came up."""
    held: dict[str, set[tuple[str, str]]] = {body: {(date, f"mtg-silent-{date}") for date in silent}}
    for one in lives:
        for at in one.appearances:
            if at.date:
                held.setdefault(at.body, set()).add((at.date, at.meeting))
    return {name: [Held(meeting, date) for date, meeting in sorted(met)] for name, met in held.items()}
