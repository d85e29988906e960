from hypothesis import given
from hypothesis import strategies as st
from matters_arising.nlp.masking import mask, ngrams, ordinary_words


def test_names_figures_and_dates_become_their_kind():
    known = {"paid", "on", "cllr", "at", "vote"}
    masked = mask("Cllr Nora Oakes paid £40 on 3 May at 7.30pm, vote 5-0", known)
    assert masked == ["cllr", "<name>", "paid", "<money>", "on", "<date>", "at", "<time>", "vote", "<score>"]


def test_may_is_a_verb_in_lower_case_and_a_month_in_upper():
    assert mask("it may wait until May", {"it", "may", "wait", "until"}) == ["it", "may", "wait", "until", "<month>"]


def test_a_word_printed_only_with_a_capital_is_never_ordinary():
    documents = [["Thornbury asked the clerk"], ["Thornbury left the room"], ["Thornbury and the clerk"]]
    assert ordinary_words(documents, least=3) == {"the"}


def test_a_word_of_two_documents_is_not_ordinary():
    documents = [["the drain"], ["the drain"], ["the wall"]]
    assert "drain" not in ordinary_words(documents, least=3)


def test_ngrams_know_where_the_statement_begins_and_ends():
    assert list(ngrams(["a", "b"], longest=3)) == ["a", "b", "^ a", "a b", "b $", "^ a b", "a b $"]


@given(st.text(max_size=200))
def test_masking_never_shows_an_unknown_word(text: str):
    assert all(token.startswith("<") or not token.isalpha() for token in mask(text, frozenset()))
