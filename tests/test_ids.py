from hypothesis import given
from hypothesis import strategies as st
from matters_arising.ids import make_id, sha256_of


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_the_same_key_gives_the_same_id(key: list[str]):
    assert make_id("ev", *key) == make_id("ev", *key)
    assert make_id("ev", *key).startswith("ev-")


def test_parts_do_not_run_together():
    assert make_id("ev", "ab", "c") != make_id("ev", "a", "bc")


def test_the_order_of_the_parts_counts():
    assert make_id("ev", "a", "b") != make_id("ev", "b", "a")


def test_hash_is_sha_256():
    assert sha256_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
