"""Pages from the web, fetched with suspicion: every hop checked, every size and wait bounded."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from detente.errors import InputRejected
from detente.ingest.addresses import resolve
from detente.ingest.places import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from detente.ingest.options import IngestOptions

__all__ = ["Page", "fetch"]

SCHEMES = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS = {"User-Agent": "detente", "Accept": "*/*", "Accept-Encoding": "gzip, identity", "Connection": "close"}
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL answered: its bytes, their declared type and charset, and the URL after redirects."""

    url: str
    raw: bytes
    content_type: str
    charset: str | None


def fetch(source: str, options: IngestOptions) -> Page:
    """Get one page.

    The host is resolved by us and the very address that was checked is connected, so a name cannot point elsewhere
    between check and use. Proxies of the environment are not used.

    Raises:
        InputRejected: Another scheme, a refused address, too many redirects, an HTTP error, too much, too slow.
    """
    deadline = time.monotonic() + options.timeout
    url = source
    for _ in range(options.max_redirects + 1):
        answer = _visit(url, source, options, deadline)
        if isinstance(answer, Page):
            return answer
        url = answer
    raise InputRejected(source, f"more than {options.max_redirects} redirects")


def _split(url: str, source: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputRejected(source, "malformed URL") from error
    if parts.scheme not in SCHEMES:
        raise InputRejected(source, f"unsupported URL scheme: {parts.scheme or 'none'}")
    if not host or parts.username is not None or any(ord(char) < 33 for char in parts.netloc):
        raise InputRejected(source, "malformed URL")
    return parts, host, port if port is not None else SCHEMES[parts.scheme]


def _visit(url: str, source: str, options: IngestOptions, deadline: float) -> Page | str:
    """The page at `url`, or the URL to which it leads on."""
    parts, host, port = _split(url, source)
    addresses = resolve(host, port, source, allow_private=options.allow_private)
    target = quote(parts.path or "/", safe="%/:=&~+!$,;'@()*")
    target += f"?{quote(parts.query, safe='%/:=&?~+!$,;@()*[]')}" if parts.query else ""
    with _connected(parts, host, port, addresses, source, deadline) as connection:
        connection.request("GET", target, headers=HEADERS)
        response = connection.getresponse()
        location = response.headers.get("Location")
        if response.status in REDIRECTS and location:
            return urljoin(url, location)
        if response.status >= 300:
            raise InputRejected(source, f"HTTP {response.status}")
        raw = _read_body(response, source, options.max_bytes)
        if time.monotonic() >= deadline:  # shut by the timer, which reads as the end of the body
            raise TimeoutError
        return Page(url, raw, response.headers.get_content_type(), _charset(response.headers))


@contextmanager
def _connected(
    parts: SplitResult, host: str, port: int, addresses: list[str], source: str, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """A connection to one of the checked addresses, shut when the deadline passes whatever it is waiting for."""
    connection = http.client.HTTPConnection(host, port)
    expired = threading.Event()
    timer: threading.Timer | None = None
    try:
        plain = _connect(addresses, port, source, deadline)
        connection.sock = plain if parts.scheme == "http" else _secure(plain, host)
        timer = threading.Timer(max(0.01, deadline - time.monotonic()), _shut, (connection.sock, expired))
        timer.daemon = True
        timer.start()
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        yield connection
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputRejected(source, _reason(error, expired=expired.is_set())) from error
    finally:
        if timer is not None:
            timer.cancel()
        connection.close()


def _connect(addresses: list[str], port: int, source: str, deadline: float) -> socket.socket:
    failure: OSError | None = None
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection((address, port), timeout=left)
        except OSError as error:
            failure = error
    if failure is None:
        raise InputRejected(source, "timed out")
    raise failure


def _secure(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS over a connection, the handshake still to be made."""
    context = ssl.create_default_context()
    return context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _shut(plain: socket.socket, expired: threading.Event) -> None:
    expired.set()
    try:
        socket.socket.shutdown(plain, socket.SHUT_RDWR)
    except OSError:
        return


def _read_body(response: http.client.HTTPResponse, source: str, limit: int) -> bytes:
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and len(declared) < 20 and int(declared) > limit:
        raise InputRejected(source, f"too large: over {limit / 1e6:g} MB")
    packed = response.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip")
    unpack = zlib.decompressobj(31) if packed else None
    body = bytearray()
    received = 0
    while chunk := response.read(CHUNK):
        received += len(chunk)
        body += _unpacked(unpack, chunk, limit + 1 - len(body), source) if unpack else chunk
        if len(body) > limit:
            raise InputRejected(source, f"too large: over {limit / 1e6:g} MB")
    if declared.isdecimal() and len(declared) < 20 and received < int(declared):
        raise http.client.IncompleteRead(bytes(body))
    return bytes(body)


def _unpacked(unpack: zlib._Decompress, chunk: bytes, room: int, source: str) -> bytes:
    try:
        return unpack.decompress(chunk, max(1, room))
    except zlib.error as error:
        raise InputRejected(source, "broken compression") from error


def _charset(headers: Message) -> str | None:
    return headers.get_content_charset()


def _reason(error: Exception, *, expired: bool) -> str:
    if expired or isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate refused: {error.verify_message}"
    if isinstance(error, http.client.IncompleteRead | http.client.RemoteDisconnected | ConnectionResetError):
        return "connection broke off"
    if isinstance(error, OSError):
        return reason_of(error)
    return f"malformed answer ({type(error).__name__})"
