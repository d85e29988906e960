"""What somebody says would be good to do: it puts that to the others, though nobody calls it a proposal.

"It would be useful to have a second boat" is how small bodies suggest; what would be good to know or to see is no act.
"""

from __future__ import annotations

import re

GENERATOR = "rule:wish/1"
_WISHED = re.compile(
    r"\b(?:would|might|may) (?:\w+ly )?be (?:good|better|best|useful|helpful|ideal|easier|advisable|preferable"
    r"|worthwhile|wise)(?: for (?:[\w’'-]+ ){1,3}?| )(?:to|if)\b(?! (?:know|see|hear|ensure)\b)"
    r"|\b(?:would be|(?:is|be) (?:maybe|perhaps|probably)|maybe|perhaps) worth \w+ing\b",
    re.IGNORECASE,
)


def is_wished(text: str) -> bool:
    """Whether a statement says that something would be good to do.

    >>> is_wished("It would be useful to have a second boat."), is_wished("It is perhaps worth asking the mill.")
    (True, True)
    >>> is_wished("It would be good to know who paid."), is_wished("It would be useful.")
    (False, False)
    """
    return bool(_WISHED.search(text))
