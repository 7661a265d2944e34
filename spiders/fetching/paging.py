"""How a list goes on: the request for the page after this one, by link, address parameter, or ASP.NET post-back."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from scrapy import FormRequest, Request
from scrapy.http import TextResponse

from spiders.fetching.web_address import led_to
from spiders.source_schema import Paging, Parameter, PostBack
from spiders.source_schema import Selector as Where

_POST_BACK = re.compile(r"__doPostBack\(\s*(?:&#39;|')([^'&]+)(?:&#39;|')\s*,\s*(?:&#39;|')([^'&]*)(?:&#39;|')")
_PAGE_ARGUMENT = re.compile(r"Page\$(\d+|Next)$")


def next_page(response: TextResponse, paging: Paging, *, page: int) -> Request | None:
    """The request for page `page + 1` of the list that `response` is page `page` of, or None after the last."""
    if paging.next:
        return _by_link(response, paging.next)
    if paging.parameter:
        return _by_parameter(response, paging.parameter, page)
    return _by_post_back(response, paging.postback or PostBack(), page)


def _by_link(response: TextResponse, where: Where) -> Request | None:
    found = response.css(where.css) if where.css else response.xpath(where.xpath or ".")
    link = next((one.attrib.get(where.attribute or "href") for one in found), None)
    address = led_to(response, link)
    return Request(address) if address else None


def _by_parameter(response: TextResponse, parameter: Parameter, page: int) -> Request | None:
    number = parameter.first + (page - 1) * parameter.step
    if number > parameter.last:
        return None
    parts = urlsplit(response.url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != parameter.name]
    query.append((parameter.name, str(number)))
    return Request(urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), "")))


def _by_post_back(response: TextResponse, paging: PostBack, page: int) -> Request | None:
    if paging.button:
        button = response.css(paging.button)
        if not button or "disabled" in button[0].attrib:
            return None
        return _form(response, {button[0].attrib.get("name", ""): button[0].attrib.get("value", "")})
    calls = _calls(response, paging)
    target = calls.get(str(page + 1)) or calls.get("Next")
    return _form(response, {"__EVENTTARGET": target[0], "__EVENTARGUMENT": target[1]}) if target else None


def more_pages(response: TextResponse, paging: Paging, *, page: int) -> bool:
    """Whether a post-back pager shows pages after `page`, whatever way leads there."""
    if paging.postback is None or paging.postback.button:
        return False
    return any(number.isdigit() and int(number) > page for number in _calls(response, paging.postback))


def _calls(response: TextResponse, paging: PostBack) -> dict[str, tuple[str, str]]:
    """Target and argument of each pager link, by page number (or "Next")."""
    calls: dict[str, tuple[str, str]] = {}
    for link in response.css(paging.links):
        called = _POST_BACK.search(link.attrib.get("href", ""))
        argument = _PAGE_ARGUMENT.search(called[2]) if called else None
        if called and argument:
            calls.setdefault(argument[1], (called[1], called[2]))
    return calls


def _form(response: TextResponse, fields: dict[str, str]) -> Request | None:
    """The page's form sent back with its hidden state and `fields`, to the address it came from."""
    state = {
        one.attrib["name"]: one.attrib.get("value", "")
        for one in response.css("form input[type=hidden]")
        if "name" in one.attrib
    }
    action = led_to(response, response.css("form::attr(action)").get()) or response.url
    return FormRequest(action, formdata={**state, **fields}, dont_filter=True)
