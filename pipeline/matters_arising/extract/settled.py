"""What a statement settles is not put off by it, whatever it looks like."""

from __future__ import annotations

import re

from matters_arising.extract.outcomes import outcome
from matters_arising.extract.putting_off import PUT_OFF, is_said
from matters_arising.extract.times import GATHERING
from matters_arising.extract.until import term_in
from matters_arising.vocab import Outcome

_SETTLED = frozenset({Outcome.ADOPTED, Outcome.APPOINTED})
# "The Ministry having deferred its approval, ...": what was the case before the clause that says what is done
_BEFORE = re.compile(rf"\bhaving (?:(?:already|again|now|since|earlier|previously) )?(?=\w+ ){PUT_OFF}[^,;.]*,")
_MEETING = re.compile(GATHERING)


def is_settled(text: str) -> bool:
    """Whether a decision that a statement reports leaves nothing to wait: something was adopted, no word puts it off,
    and no meeting or time to come is named for it.

    >>> is_settled("Reached just before ten, and approved without debate.")
    True
    >>> is_settled("It was agreed that the lease would be decided at the May meeting.")
    False
    >>> is_settled("The county having deferred its reply, the lease was approved.")
    True
    >>> is_settled("The minutes were approved and the lease deferred.")
    False
    """
    plain = _BEFORE.sub("", text)
    return outcome(plain) in _SETTLED and not (is_said(plain) or term_in(plain) or _MEETING.search(plain))
