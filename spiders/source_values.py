"""Values in a source file that must make sense by themselves: said when it is read, not in the middle of a crawl."""

import re
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator


def _http(address: str) -> str:
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise ValueError(f"{address!r} is not a web address; write http://... or https://...")
    return address


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is not a time zone; write one such as Africa/Nairobi")
    return name


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"{text!r} is no pattern ({error})") from error
    return text


def _css(selector: str) -> str:
    from cssselect import SelectorError
    from parsel.csstranslator import HTMLTranslator

    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"{selector!r} is no CSS selector ({error})") from error
    return selector


def _xpath(expression: str) -> str:
    from lxml.etree import XPath, XPathSyntaxError

    try:
        XPath(expression)
    except XPathSyntaxError as error:
        raise ValueError(f"{expression!r} is no XPath ({error})") from error
    return expression


Address = Annotated[str, AfterValidator(_http)]
TimeZone = Annotated[str, AfterValidator(_zone)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Css = Annotated[str, AfterValidator(_css)]
XPathText = Annotated[str, AfterValidator(_xpath)]
