"""What keeps a page from sending the crawler where it must not go: private addresses, other schemes, closed robots."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, NoReturn
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from spiders.markup.page_text import safe_encoding
from spiders.source_schema import Source

# Addresses of the old Internet as a gateway writes them: 64:ff9b::7f00:1 leads to 127.0.0.1.
_NAT64 = ip_network("64:ff9b::/96")
# Hosts that local sources start at, by how many running spiders vouch for them.
_LOCAL_HOSTS: dict[str, int] = {}
_LOCAL_PLACES: dict[str, int] = {}


class AddressRefused(IgnoreRequest):
    """A request to an address that this source may not visit."""


def is_public(address: str) -> bool:
    """Whether an IP address is out in the world: not private, loopback, link-local, metadata, multicast or reserved."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None, None))[1]
        if parsed in _NAT64:
            inner = IPv4Address(parsed.packed[12:])
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast


def is_local_place(host: str, port: int) -> bool:
    """Whether a running local source starts at this very host and port."""
    return any(_LOCAL_PLACES.get(place) for place in (f"{host}:{port}", *((host,) if port in (80, 443) else ())))


class AddressGuard:
    """Refuses every request (first, redirected, robots.txt alike) whose resolved address is not public.

    A source marked local may also visit the hosts and ports it starts at, and nothing else.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "AddressGuard":
        """The guard of one crawl."""
        guard = cls(crawler)
        crawler.signals.connect(guard.opened, signals.spider_opened)
        crawler.signals.connect(guard.closed, signals.spider_closed)
        return guard

    def opened(self) -> None:
        """Vouch for a local source's hosts while it runs."""
        for host in self._local_hosts():
            _LOCAL_HOSTS[host] = _LOCAL_HOSTS.get(host, 0) + 1
        for place in self._local_places():
            _LOCAL_PLACES[place] = _LOCAL_PLACES.get(place, 0) + 1

    def closed(self) -> None:
        """Stop vouching."""
        for host in self._local_hosts():
            _LOCAL_HOSTS[host] -= 1
        for place in self._local_places():
            _LOCAL_PLACES[place] -= 1

    def _local_hosts(self) -> frozenset[str]:
        return frozenset(urlsplit(f"//{place}").hostname or "" for place in self._local_places())

    def _local_places(self) -> frozenset[str]:
        source: Source = getattr(self._crawler.spider, "source")  # noqa: B009 (every spider here has one)
        return frozenset(urlsplit(start).netloc for start in source.start) if source.local else frozenset()

    async def process_request(self, request: Request) -> None:
        """Let a request through, or raise AddressRefused."""
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https"):
            raise AddressRefused(f"{parts.scheme}: addresses are not visited")
        if parts.netloc in self._local_places():
            return
        if not host:
            raise AddressRefused(f"{request.url} names no host")
        for address in await _addresses(host):
            if not is_public(address):
                leads = "" if host.strip("[]") == address else f" leads to {address}, which"
                raise AddressRefused(f"{host}{leads} is not a public address")


async def _addresses(host: str) -> list[str]:
    try:
        return [str(ip_address(host.strip("[]")))]
    except ValueError:
        pass
    from twisted.internet import reactor

    try:
        # The resolver keeps what it answered, so the connection goes to the very address that was checked.
        answer: Deferred[str] = reactor.resolve(host)  # type: ignore[arg-type]  # twisted types the old signature
        return [await maybe_deferred_to_future(answer)]
    except DNSLookupError as error:
        raise AddressRefused(str(error).rstrip(".")) from error


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, refusing at the moment of connecting what the guard should have refused before."""

    def getHostByName(self, name: str, timeout: Any = ()) -> "Deferred[str]":  # noqa: N802 (twisted's name)
        """The address of `name`, or a DNSLookupError for one that is not public and nobody vouches for."""
        answer: Deferred[str] = super().getHostByName(name, timeout)
        return answer.addCallback(self._checked, name)

    @staticmethod
    def _checked(address: str, name: str) -> str:
        if not is_public(address) and not _LOCAL_HOSTS.get(name):
            _refuse(address, name)
        return address


def _refuse(address: str, name: str) -> NoReturn:
    raise DNSLookupError(f"{name} leads to {address}, which is not a public address")


class StrictRobots(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 has it: a site whose robots.txt answers 5xx asks for nothing to be visited."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            response = response.replace(body=b"User-agent: *\nDisallow: /", status=200)
        await super()._parse_robots(response, netloc, request)


class KnownCharset:
    """Reads as UTF-8 what claims an encoding that is none: Scrapy would fail at the first look into the page."""

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 (Scrapy names both)
        """The response, its bytes as they came."""
        if isinstance(response, TextResponse) and not safe_encoding(response.encoding):
            return response.replace(encoding="utf-8")
        return response


class _NoReferer:
    """Redirects go on without a Referer: no address of ours is carried to a third site."""

    def _engine_started(self) -> None:
        return

    def handle_referer(self, request: Request, _response: Response) -> None:
        """Drop what a redirect would tell about where it came from."""
        request.headers.pop("Referer", None)


class PlainRedirect(_NoReferer, RedirectMiddleware):
    """HTTP redirects, bounded, without Referer; each hop passes the guard again."""

    _referer_spider_middleware = None


class PlainMetaRefresh(_NoReferer, MetaRefreshMiddleware):
    """Redirects written in a page, under the same rules."""

    _referer_spider_middleware = None
