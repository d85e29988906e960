from __future__ import annotations

import httpx
import pytest
from matters_arising.fetch.hosts import Hosts, is_public
from matters_arising.fetch.telling import shown


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "fe80::1%eth0",
        "0.0.0.0",
    ],
)
def test_addresses_that_are_not_of_the_open_internet(address):
    assert not is_public(address)
    assert is_public("93.184.215.14")


def test_a_host_is_asked_at_the_ports_that_were_named():
    hosts = Hosts.of(["http://127.0.0.1:8000/", "https://a.example/"], allowed=["*.files.example", "b.example:81"])
    asked = ["http://127.0.0.1:8000/x", "http://a.example/", "https://x.files.example/", "http://b.example:81/"]
    refused = ["http://127.0.0.1:6379/", "https://files.example.evil/", "http://b.example/", "http://a.example:8080/"]
    assert [hosts.permits(httpx.URL(url)) for url in asked] == [True] * 4
    assert [hosts.permits(httpx.URL(url)) for url in [*refused, "https://u:p@a.example/"]] == [False] * 5
    assert hosts.may_be_private("127.0.0.1") and not hosts.may_be_private("a.example")


def test_an_address_is_shown_without_secrets():
    told = shown("https://me:pw@a.example/x.pdf?id=3&token=abc&X-Amz-Signature=def")
    assert told == "https://a.example/x.pdf?id=3&token=…&X-Amz-Signature=…"
