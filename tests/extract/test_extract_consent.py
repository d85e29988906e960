from __future__ import annotations

from matters_arising.documents import read
from matters_arising.extract.consent import entries
from matters_arising.ids import sha256_of
from matters_arising.models import Segmented, Source
from matters_arising.segment import segment

HEAD = "# Lampford Harbour Board\n\nMinutes of the meeting held on March 4, 2031\n\n"
VOTE = (
    "A motion was made by Ms. Orr, seconded by Mr. Tuck, that the consent agenda be approved.\n\n"
    "Motion carried; 5-0\n\n"
)
LEASE = "That the Board approve the lease of the slip.\n\n"
CRANE = "That the Board of Harbour Trustees ratify the order for the crane.\n\n"


def found(*parts: str) -> set[str]:
    data = (HEAD + "".join(parts)).encode()
    segmented: Segmented = segment(read(Source("a.md", data, sha256_of(data))))
    chosen = entries(segmented)
    return {one.text for one in segmented.statements if one.id in chosen}


def test_entries_of_a_consent_agenda_that_was_adopted_are_decided():
    text = found("## 3. Consent agenda\n\n", VOTE, "### A. Slip\n\n", LEASE, "### B. Crane\n\n", CRANE)
    assert text == {LEASE.strip(), CRANE.strip()}


def test_the_vote_may_stand_below_its_entries():
    text = found("## 3. Consent calendar\n\n", LEASE, CRANE, VOTE, "## 4. Reports\n\nThe crane is in use.\n")
    assert text == {LEASE.strip(), CRANE.strip()}


def test_titles_of_what_was_approved_follow_the_vote_as_items_of_their_own():
    slip = "Approval of the lease of the slip.\n\n"
    crane = "Adoption of Resolution 14 on the crane.\n\n"
    moved = "It was moved by Ms. Orr, seconded by Mr. Tuck, to adopt the budget.\n\nMotion carried.\n\n"
    text = found(
        *("## 2. Visitors\n\nMr. Ames spoke of eels.\n\n", VOTE, "## 3. Slip\n\n", slip, "## 4. Crane\n\n", crane),
        *("## 5. Budget\n\n", moved, "Approval of the budget for the lamp.\n\n"),
    )
    assert text == {slip.strip(), crane.strip()}


def test_what_was_taken_off_it_or_never_adopted_is_not_decided_by_it():
    pulled = "Ms. Orr pulled this item.\n\n"
    assert found("## 3. Consent agenda\n\n", VOTE, "### A. Slip\n\n", pulled, LEASE, "### B. Crane\n\n", CRANE) == {
        CRANE.strip()
    }
    assert found("## 3. Consent agenda\n\n", "### A. Slip\n\n", LEASE) == set()


def test_without_a_consent_agenda_a_recommendation_is_not_decided():
    assert found("## 3. Leases\n\n", LEASE, "It was moved by Ms. Orr, seconded by Mr. Tuck. Carried.\n") == set()
