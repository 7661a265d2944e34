"""Spoils adverts as the field does: how a number, a name or a date is printed says nothing of who printed it."""

import re
from datetime import date
from random import Random

from dashboard.demo.country_data import Noise

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
MIEZI = ("Januari", "Februari", "Machi", "Aprili", "Mei", "Juni", "Julai", "Agosti", "Septemba", "Oktoba", "Novemba",
         "Desemba")  # fmt: skip
KEYCAP = "\ufe0f\u20e3"
_FORMS = {"Ltd": "Limited", "Limited": "Ltd", "LTD": "Ltd"}


def print_phone(number: str, rng: Random, noise: Noise) -> str:
    """A national number as people print it: spaced, dotted, international, with a letter O, or in emoji digits."""
    roll = rng.random()
    if roll < noise.emoji_digits:
        return "".join(digit + KEYCAP for digit in number)
    roll -= noise.emoji_digits
    if roll < noise.letter_o:
        return "O" + number[1:]
    roll -= noise.letter_o
    if roll < noise.spaced_digits:
        return f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:8]} {number[8:]}"
    return rng.choice(
        (
            number,
            number,
            f"{number[:4]} {number[4:7]} {number[7:]}",
            f"{number[:4]}-{number[4:7]}-{number[7:]}",
            f"+254{number[1:]}",
            f"+254 {number[1:4]} {number[4:7]} {number[7:]}",
            f"254{number[1:]}",
            f"({number[:4]}) {number[4:]}",
        )
    )


def print_name(name: str, rng: Random, noise: Noise) -> str:
    """A firm's name as its own adverts print it: another spelling of the legal form, capitals, "and" for "&"."""
    last = name.rsplit(" ", 1)[-1]
    if last in _FORMS and rng.random() < noise.legal_form_swap:
        name = name.removesuffix(last) + _FORMS[last]
    if rng.random() < noise.name_variant:
        return rng.choice(
            (name.upper(), name.replace("&", "and"), name.removesuffix(f" {last}") if last in _FORMS else name)
        )
    return name


def glue_label(name: str, town: str, rng: Random, noise: Noise) -> str:
    """The name as careless page templates run it into their labels."""
    roll = rng.random()
    if roll < noise.glued_label:
        return rng.choice(noise.labels) + name
    if roll < noise.glued_label + noise.glued_place:
        return f"{name} - {town}"
    return name


def print_date(day: date, rng: Random) -> str:
    """A date in one of the ways that pages write it, day first."""
    month = MONTHS[day.month - 1]
    return rng.choice(
        (
            day.isoformat(),
            f"{day:%d/%m/%Y}",
            f"{day.day} {month} {day.year}",
            f"{day.day} {month[:3]} {day.year}",
            f"{month[:3]} {day.day}, {day.year}",
            f"{day:%d-%m-%Y}",
        )
    )


def speak_date(day: date, language: str) -> str:
    """A date inside a sentence."""
    months = MIEZI if language == "sw" else MONTHS
    return f"{day.day} {months[day.month - 1]} {day.year}"


def double_entities(text: str) -> str:
    """Text whose entities were escaped once too often, as shared templates do."""
    return text.replace("&", "&amp;amp;").replace("'", "&amp;#39;")


def curl_quotes(text: str) -> str:
    """Text with the typographic quotation marks and dashes that word processors leave."""
    text = re.sub(r"\"([^\"]*)\"", "\u201c\\1\u201d", text)
    return text.replace("'", "\u2019").replace(" - ", " \u2013 ")


def misdeclare(body: bytes) -> bytes:
    """A UTF-8 page as an older system stores it: typographic marks in Windows-1252 under a header that says UTF-8."""
    text = body.decode().replace("&#39;", "\u2019").replace("'", "\u2019").replace(" - ", " \u2013 ")
    return text.encode("cp1252", "xmlcharrefreplace")
