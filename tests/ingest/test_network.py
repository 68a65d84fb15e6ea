"""URLs against a real server on the loopback address: what is read, and what is refused."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from detente.errors import InputRejected
from detente.ingest import IngestOptions, gather
from detente.ingest.addresses import is_public, resolve
from detente.ingest.network import fetch
from detente.model import Article, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = IngestOptions(allow_private=True, timeout=5, max_bytes=200_000)


TEXT = b"Envoys Return to Muscat\n\nThe ministers met for three hours on Sunday and agreed to meet again, they said.\n"
HTML = b"<html><body><article><p>" + TEXT + b"</p></article></body></html>"
ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/text": (200, TEXT, {"Content_Type": "text/plain; charset=utf-8"}),
    "/packed": (200, gzip.compress(TEXT), {"Content_Encoding": "gzip"}),
    "/bomb": (200, gzip.compress(b"a" * 5_000_000), {"Content_Encoding": "gzip"}),
    "/page": (200, HTML, {"Content_Type": "text/html"}),
    "/caf%C3%A9": (200, TEXT, {}),
    "/loop": (302, b"", {"Location": "/loop"}),
    "/hop": (301, b"", {"Location": "/text"}),
    "/file": (302, b"", {"Location": "file:///etc/passwd"}),
    "/inward": (302, b"", {"Location": "http://169.254.169.254/latest"}),
    "/large": (200, b"word " * 100_000, {}),
    "/cut": (200, b"half", {"Content_Length": "400"}),
    "/png": (200, b"\x89PNG\r\n" + bytes(20), {"Content_Type": "text/html"}),
    "/empty": (200, b"", {}),
}


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        special = {"/endless": self.endless, "/drip": self.drip}
        if path in special:
            special[path]()
        else:
            status, body, headers = ANSWERS.get(path, (404, b"", {}))
            self.answer(status, body, **headers)

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"word " * 10_000)
        except OSError:
            return

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return


@pytest.fixture(name="server", scope="module")
def fixture_server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(name="secure_server", scope="module")
def fixture_secure_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server with a certificate of its own for "localhost": its URL and the certificate's path."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl command")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = str(folder / "key.pem"), str(folder / "certificate.pem")
    request = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    subprocess.run(["openssl", *request.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"https://localhost:{server.server_port}", certificate
        server.shutdown()
        thread.join()


def test_certificates_are_checked(secure_server: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    url, certificate = secure_server
    assert reason_of(f"{url}/text") == "certificate refused: self-signed certificate"
    trusting = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    assert fetch(f"{url}/text", LOCAL).raw == TEXT
    begin = time.monotonic()
    assert reason_of(f"{url}/drip", IngestOptions(allow_private=True, timeout=0.5)) == "timed out"
    assert time.monotonic() - begin < 3


def reason_of(url: str, options: IngestOptions = LOCAL) -> str:
    found = list(gather([url], options))
    assert len(found) == 1
    assert isinstance(found[0], Rejected), found[0]
    assert found[0].source == url
    return found[0].reason


@pytest.mark.parametrize("path", ["/text", "/packed", "/hop", "/café", "/text?q=a b", "/page"])
def test_read(path: str, server: str) -> None:
    found = list(gather([server + path], LOCAL))
    assert len(found) == 1
    article = found[0]
    assert isinstance(article, Article), article
    assert "The ministers met" in article.text
    assert article.retrieved is not None
    assert article.path is None
    assert article.published.basis == "unknown"


def test_url_is_the_one_after_redirects(server: str) -> None:
    assert fetch(f"{server}/hop", LOCAL).url == f"{server}/text"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", "more than 5 redirects"),
        ("/file", "unsupported URL scheme: file"),
        ("/none", "HTTP 404"),
        ("/large", "too large: over 0.2 MB"),
        ("/endless", "too large: over 0.2 MB"),
        ("/bomb", "too large: over 0.2 MB"),
        ("/cut", "connection broke off"),
        ("/png", "not text: PNG image"),
        ("/empty", "empty page"),
    ],
)
def test_rejected(path: str, reason: str, server: str) -> None:
    assert reason_of(server + path) == reason


def test_slow_server_is_cut_off(server: str) -> None:
    begin = time.monotonic()
    assert reason_of(f"{server}/drip", IngestOptions(allow_private=True, timeout=0.5)) == "timed out"
    assert time.monotonic() - begin < 3


def test_silent_server_is_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert reason_of(url, IngestOptions(allow_private=True, timeout=0.3)) == "timed out"


def test_closed_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert reason_of(f"http://127.0.0.1:{port}/") == "connection refused"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_loopback_is_refused(host: str, server: str) -> None:
    url = f"http://{host}:{server.rsplit(':', 1)[1]}/text"
    reason = reason_of(url, IngestOptions(timeout=5))
    assert reason.startswith(("private or reserved address refused", "host not found"))


def test_every_hop_is_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def public_first(host: str, port: int, source: str, *, allow_private: bool) -> list[str]:
        return [host] if host == "127.0.0.1" else resolve(host, port, source, allow_private=allow_private)

    monkeypatch.setattr("detente.ingest.network.resolve", public_first)
    assert reason_of(f"{server}/inward", IngestOptions(timeout=5)).startswith("private or reserved address refused")


def test_the_checked_address_is_the_one_connected(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["127.0.0.1", "10.0.0.1"])
    lookup = socket.getaddrinfo

    def rebinding(host: str, port: int, *args: int, **kwargs: int) -> list[object]:
        name = next(answers) if host == "rebinding.example" else host
        return list(lookup(name, port, *args, **kwargs))

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = server.rsplit(":", 1)[1]
    assert fetch(f"http://rebinding.example:{port}/text", LOCAL).raw
    assert next(answers) == "10.0.0.1"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("::127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
    ],
)
def test_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://", "malformed URL"),
        ("http:///x", "malformed URL"),
        ("http://[::1", "malformed URL"),
        ("http://h:99999/", "malformed URL"),
        ("http://a:b@example.org/", "malformed URL"),
        ("http://a b/", "malformed URL"),
        ("gopher://x/", "unsupported URL scheme: gopher"),
        ("javascript://x", "unsupported URL scheme: javascript"),
        ("file:///etc/passwd", "unsupported URL scheme: file"),
        ("http://no-such-host.invalid/", "host not found: no-such-host.invalid"),
        (f"http://{'a' * 300}.org/", f"host not found: {'a' * 300}.org"),
    ],
)
def test_bad_urls(url: str, reason: str) -> None:
    assert reason_of(url) == reason


def test_fetch_raises_only_our_error() -> None:
    with pytest.raises(InputRejected):
        fetch("http://h\r\nX: y/", LOCAL)
