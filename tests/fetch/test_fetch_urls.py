from __future__ import annotations

import pytest
from matters_arising.errors import UsageError
from servers import PDF, PDF2


def files(tmp_path):
    return sorted(path.relative_to(tmp_path / "minutes").as_posix() for path in (tmp_path / "minutes").rglob("*.*"))


def test_a_second_night_asks_whether_it_changed(site, visit, tmp_path):
    site.pdf("/a/Minutes.pdf", etag='"1"')
    first = visit("urls", addresses=[f"{site.url}/a/Minutes.pdf"])
    assert (first.new, first.complete, first.failed) == (1, True, ())
    second = visit("urls", addresses=[f"{site.url}/a/Minutes.pdf"])
    assert (second.new, second.unchanged) == (0, 1)
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    assert "desk@paper.example" in site.asked[-1][1]["user-agent"]
    assert files(tmp_path) == ["ambleton/Minutes.pdf"]


def test_a_changed_file_takes_the_place_and_old_bytes_are_kept_in_the_memory(site, visit, tmp_path):
    site.pdf("/m.pdf", etag='"1"')
    visit("urls", addresses=[f"{site.url}/m.pdf"])
    site.pdf("/m.pdf", PDF2, etag='"2"')
    assert visit("urls", addresses=[f"{site.url}/m.pdf"]).changed == 1
    assert (tmp_path / "minutes/ambleton/m.pdf").read_bytes() == PDF2
    assert [path.read_bytes() for path in (tmp_path / "memory/versions").rglob("*.pdf")] == [PDF]
    assert files(tmp_path) == ["ambleton/m.pdf"]


def test_what_breaks_off_does_not_replace(site, visit, tmp_path):
    site.pdf("/m.pdf")
    visit("urls", addresses=[f"{site.url}/m.pdf"])
    site.replies["/m.pdf"] = (200, {"Content-Length": "9999"}, PDF2)
    assert "breaks off" in visit("urls", addresses=[f"{site.url}/m.pdf"]).failed[0]
    assert (tmp_path / "minutes/ambleton/m.pdf").read_bytes() == PDF


def listed(site, *names, end="</html>"):
    links = "".join(f'<a href="/f/{name}">{name}</a>' for name in names)
    site.page("/list", f'<html><a href="/minutes-and-agendas">Minutes</a>{links}{end}')


def test_links_of_a_page_vanish_only_from_a_whole_list(site, visit, tmp_path):
    for name in ("minutes-1.pdf", "minutes-2.pdf", "agenda.pdf"):
        site.pdf(f"/f/{name}")
    listed(site, "minutes-1.pdf", "minutes-2.pdf", "agenda.pdf")
    assert visit("urls", pages=[f"{site.url}/list"]).new == 2
    listed(site, "minutes-1.pdf", end="")
    cut = visit("urls", pages=[f"{site.url}/list"])
    assert (cut.complete, cut.vanished) == (False, ()) and "breaks off" in cut.failed[0]
    listed(site, "minutes-1.pdf")
    assert visit("urls", pages=[f"{site.url}/list"]).vanished == ("ambleton/minutes-2.pdf",)
    assert visit("urls", pages=[f"{site.url}/list"]).vanished == ()
    assert "ambleton/minutes-2.pdf" in files(tmp_path)
    listed(site)
    emptied = visit("urls", pages=[f"{site.url}/list"])
    assert (emptied.complete, emptied.vanished) == (False, ())


def test_a_page_that_cannot_be_had_is_a_source_not_reached(site, visit):
    found = visit("urls", pages=[f"{site.url}/none"])
    assert (found.reached, found.complete) == (False, False) and "404" in found.note


def test_an_error_that_passes_is_asked_again(site, visit, time):
    replies = [(500, {}, b""), (429, {"Retry-After": "7"}, b""), (200, {}, PDF)]
    site.replies["/m.pdf"] = lambda _: replies.pop(0)
    assert visit("urls", addresses=[f"{site.url}/m.pdf"]).new == 1
    assert 7.0 in time.sleeps and any(2 <= slept <= 4 for slept in time.sleeps)


def test_a_server_that_asks_for_too_long_a_wait_is_left_alone(site, visit, time):
    site.replies["/m.pdf"] = (429, {"Retry-After": "86400"}, b"")
    assert "86400 seconds" in visit("urls", addresses=[f"{site.url}/m.pdf"]).failed[0]
    assert site.paths == ["/m.pdf"]


def test_requests_keep_their_distance(site, visit, time):
    for number in range(3):
        site.pdf(f"/{number}.pdf")
    visit("urls", addresses=[f"{site.url}/{number}.pdf" for number in range(3)])
    assert time.sleeps == [1.0, 1.0, 1.0]


def test_robots_and_crawl_delay_are_kept_to(site, visit, time):
    site.pdf("/m.pdf")
    site.pdf("/private/m.pdf")
    site.replies["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 9\n")
    asked = [f"{site.url}/m.pdf", f"{site.url}/private/m.pdf"]
    found = visit("urls", addresses=asked)
    assert found.new == 1 and "robots.txt" in found.failed[0] and 9.0 in time.sleeps
    assert "/private/m.pdf" not in site.paths
    assert visit("urls", addresses=asked, robots_exceptions=["127.0.0.1"]).new == 1


def test_without_an_answer_for_robots_nothing_is_asked(site, visit):
    site.pdf("/m.pdf")
    site.replies["/robots.txt"] = (503, {}, b"")
    assert "robots.txt" in visit("urls", addresses=[f"{site.url}/m.pdf"]).failed[0]
    assert site.paths == []


def test_of_a_server_that_does_not_answer_no_rules_are_spoken_of(site, visit):
    closed = "http://127.0.0.1:9"
    found = visit("urls", addresses=[f"{closed}/{number}.pdf" for number in range(5)], tries=1)
    assert "the server does not answer: no connection (asked once)" in found.failed[0]
    assert not any("robots" in said for said in found.failed) and found.failed[-1].startswith("2 more")
    alone = visit("urls", pages=[f"{closed}/list"], tries=1)
    assert not alone.reached and alone.note == "the server does not answer: no connection (asked once)"


def test_an_answer_that_is_none_for_robots_offers_the_exception(site, visit):
    site.replies["/robots.txt"] = (503, {}, b"")
    assert "name it in robots_exceptions" in visit("urls", addresses=[f"{site.url}/m.pdf"], tries=1).failed[0]


def test_a_page_none_of_whose_links_fits_is_told(site, visit):
    listed(site, "june.html", "july.html", "notes.txt")
    found = visit("urls", pages=[f"{site.url}/list"])
    assert (found.new, found.complete, found.reached) == (0, True, True)
    assert "the page has 4 links, none fits `links`" in found.doubt and "html = true" in found.doubt
    site.page("/f/june.html", "<html><p>Minutes of June</p></html>")
    meant = visit("urls", pages=[f"{site.url}/list"], links=r"/f/june", html=True)
    assert (meant.new, meant.doubt) == (1, "")
    other = visit("urls", pages=[f"{site.url}/list"], links=r"/nowhere/", html=True)
    assert other.doubt == "" and "none fits `links`" in other.note and "unless you set it" not in other.note


def test_links_that_all_lead_elsewhere_are_told(site, visit):
    site.page("/list", '<html><a href="https://files.example/minutes.pdf">Minutes</a></html>')
    assert "allow_hosts does not name" in visit("urls", pages=[f"{site.url}/list"]).doubt


def test_what_left_the_archive_and_is_fetched_again_has_not_changed(site, visit, tmp_path):
    site.pdf("/m.pdf")
    visit("urls", addresses=[f"{site.url}/m.pdf"])
    (tmp_path / "minutes/ambleton/m.pdf").unlink()
    again = visit("urls", addresses=[f"{site.url}/m.pdf"])
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert again.note == "1 file was no longer in the archive's folder, and put there again"
    assert files(tmp_path) == ["ambleton/m.pdf"]


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/", "http://localhost:1/x", "http://other.example/x", "file:///etc/passwd"]
)
def test_nobody_sends_us_elsewhere(site, visit, target):
    site.replies["/m.pdf"] = (302, {"Location": target}, b"")
    found = visit("urls", addresses=[f"{site.url}/m.pdf"])
    assert found.new == 0 and "another host" in found.failed[0]


def test_an_allowed_host_in_a_private_network_is_refused(site, visit, tmp_path, time):
    from matters_arising.fetch import fetch_all
    from matters_arising.fetch.client import Commons

    site.replies["/m.pdf"] = (302, {"Location": "http://files.example/m.pdf"}, b"")
    table = {"kind": "urls", "name": "A", "contact": "a@b.example", "addresses": [f"{site.url}/m.pdf"]}
    table["allow_hosts"] = ["files.example"]
    looked = lambda host, port: ["127.0.0.1" if host == "127.0.0.1" else "169.254.169.254"]  # noqa: E731
    commons = Commons(clock=time.clock, resolve=looked)
    found = fetch_all([table], tmp_path / "minutes", tmp_path / "memory", commons=commons)[0]
    assert "private network" in found.failed[0]


def test_too_large_and_too_slow(site, visit, time):
    site.pdf("/m.pdf")
    assert "larger than 10 bytes" in visit("urls", addresses=[f"{site.url}/m.pdf"], max_bytes=10).failed[0]
    time.step = 200.0
    assert "longer than" in visit("urls", addresses=[f"{site.url}/m.pdf"]).failed[0]


@pytest.mark.parametrize(
    "body", [b"<!doctype html><html><body>Sorry</body></html>", b"", b"  ", b'{"error": 1}', b"oops"]
)
def test_what_is_no_document_is_no_file(site, visit, tmp_path, body):
    site.pdf("/m.pdf", body)
    found = visit("urls", addresses=[f"{site.url}/m.pdf"])
    assert found.new == 0 and len(found.failed) == 1 and files(tmp_path) == []


def test_hostile_names_stay_in_the_folder(site, visit, tmp_path):
    names = [
        "..%2F..%2Fetc%2Fminutes.pdf",
        "%00minutes%E2%80%AEfdp.pdf",
        "a" * 500 + "minutes.pdf",
        "CON.pdf?minutes.pdf",
    ]
    for path in ("/f/../../etc/minutes.pdf", "/f/..%2F..%2Fetc%2Fminutes.pdf", "/f/%00minutes%E2%80%AEfdp.pdf"):
        site.pdf(path)
    site.pdf("/f/" + "a" * 500 + "minutes.pdf")
    site.pdf("/f/CON.pdf")
    listed(site, *names)
    found = visit("urls", pages=[f"{site.url}/list"])
    assert found.new == 4, found
    assert [path for path in tmp_path.rglob("*.pdf") if path.parent != tmp_path / "minutes/ambleton"] == []
    assert all(len(name.encode()) < 160 and "\u202e" not in name for name in files(tmp_path))
    assert "ambleton/_CON.pdf" in files(tmp_path)


def test_files_of_one_name_are_told_apart_the_same_way_whatever_the_order(site, visit, tmp_path):
    addresses = [f"{site.url}/{part}/minutes.pdf" for part in "ab"]
    for part in "ab":
        site.pdf(f"/{part}/minutes.pdf", PDF + part.encode() + b"%%EOF")
    visit("urls", addresses=addresses[::-1])
    assert (tmp_path / "minutes/ambleton/minutes.pdf").read_bytes().endswith(b"a%%EOF")
    assert len(files(tmp_path)) == 2
    assert visit("urls", addresses=addresses).unchanged == 2


def test_a_server_that_is_gone_is_not_asked_for_ever(site, visit):
    names = [f"{number}.pdf" for number in range(9)]
    for name in names:
        site.replies[f"/{name}"] = (503, {}, b"")
    found = visit("urls", addresses=[f"{site.url}/{name}" for name in names], tries=1)
    assert len(found.failed) == 4 and found.failed[-1].startswith("6 more")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"kind": "ftp"}, "kinds are"),
        ({"kind": "urls"}, "contact"),
        ({"kind": "urls", "contact": "a@b.example"}, "names nothing"),
        ({"kind": "urls", "contact": "a@b.example", "pages": ["https://u:hunter2@x.example/"]}, "no password"),
        ({"kind": "urls", "contact": "a@b.example", "pagez": []}, "no setting 'pagez'"),
        ({"kind": "folder"}, "path: it is missing"),
    ],
)
def test_settings_say_what_is_wrong(tmp_path, table, said):
    from matters_arising.fetch import fetch_all

    with pytest.raises(UsageError) as told:
        fetch_all([{"name": "A", **table}], tmp_path / "minutes", tmp_path / "memory")
    assert said in str(told.value) and "source 1 (A)" in str(told.value) and "hunter2" not in str(told.value)
