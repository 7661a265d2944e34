"""E-mail addresses in running text, also those that were taken apart to hide them from machines."""

import re
from collections.abc import Iterator

from registry.identity.contact_reading.contact_words import blank, contact_words, word_set
from registry.identity.contact_reading.domains import (
    DOT,
    DOTS,
    HIDDEN_DOT,
    LABEL,
    Found,
    has_known_ending,
    is_free_mail,
    registrable_domain,
    unveiled,
    whole_host,
)

_LOCAL = r"[a-z0-9](?:[a-z0-9._%+-]|'(?=[a-z])){0,63}"
_NOT_BEFORE = r"(?<![a-z0-9\u00df-\u024f])(?<![a-z0-9\u00df-\u024f][.+%-])"
_SEAM = re.compile(r"\s{0,2}[.,•·]\.?\s{0,2}|\s(?=com\b)", re.IGNORECASE)
_SITE_BEHIND = re.compile(r"\W{1,3}www\b.*", re.IGNORECASE | re.DOTALL)
_PLAIN = re.compile(
    rf"{_NOT_BEFORE}((?:{_LOCAL}\s\.\s){{0,2}}{_LOCAL})\s{{0,2}}@{{1,2}}\s{{0,2}}"
    rf"({LABEL}(?:(?:{_SEAM.pattern}){LABEL}){{1,5}})(?!@)",
    re.IGNORECASE,
)
_SERVICE = r"(?:g\s?-?mail|yahoo|hotmail|outlook)"
_OPEN, _CLOSE = r"[(\[{<*|/\"'#]\s*", r"\s*[)\]}>*|/\"'#]"
_AT = (
    rf"(?:\s*{_OPEN}(?:at|at[\s-]+sign|@|a|kwa|alama\s+ya\s+at){_CLOSE}\s*|\s*@{{1,2}}\s*"
    r"|\s+(?:at\s+the\s+rate(?:\s+of)?|alama\s+ya\s+at|at[\s-]+sign)\s+|(?-i:(?<=[a-z0-9])AT(?=[a-z]))|&#64;|&commat;|%40"
    rf"|\s+(?P<word>at|kwa|katika|kwenye)\s+|\s?[-_.~](?P<joined>at)[-_.~]\s?|\sat[-_.~](?={_SERVICE}))"
)
# Behind a veiled "@" a dot may also be set off by blanks or drawn otherwise, where an ending follows.
_ENDING = r"(?=(?:com|co|org|or|net|go|ac|ke|africa|info|biz|uk|ae|sa|qa|ug|tz|in|ph)\b)"
_HOST_DOT = (
    rf"(?:{DOT}|\s{{0,2}}[•·]\s{{0,2}}(?={LABEL}\s{{0,2}}[•·]|(?:com|co|org|net|ke)\b)|(?:\s{{1,2}}\.\s{{0,2}}|\.\s{{1,2}}|\spoint\s){_ENDING}"
    rf"|\s\.\s(?=[a-z0-9-]+\s\.\s{_ENDING}))"
)
_HOST_DOTS = re.compile(_HOST_DOT, re.IGNORECASE)
_PART = r"[a-z0-9][a-z0-9_%+-]{0,40}"
_MARK = r"(?:underscore|dash|hyphen|kistari|mstari)"
_BETWEEN = rf"(?:{DOT}|\s{_MARK}\s|\s?{_OPEN}{_MARK}{_CLOSE}\s?)"
_VEILED = re.compile(
    rf"{_NOT_BEFORE}({_PART}(?:{_BETWEEN}[a-z0-9_%+-]{{1,40}}){{0,3}}){_AT}"
    rf"((?:{_SERVICE}\s(?=com\b)|(?:{_SERVICE}|{LABEL}(?:\s(?:dash|hyphen|kistari)\s{LABEL})?){_HOST_DOT}){LABEL}(?:{_HOST_DOT}{LABEL}){{0,3}})(?!@)",
    re.IGNORECASE,
)
_VEIL = re.compile(
    rf"{_OPEN}(?:at|at[\s-]+sign|@|a|kwa){_CLOSE}|{HIDDEN_DOT}|\b(?:at\s+the\s+rate|alama\s+ya\s+at|at[\s-]+sign)\b|[-_.~]at[-_.~]"
    r"|(?-i:(?<=[a-z0-9])AT(?=[a-z]))|&#64;|&commat;|%40",
    re.IGNORECASE,
)
# What a hidden address cannot do without, to pass by most texts quickly.
_HINTS = (
    "dot",
    " point ",
    "nukta",
    "d0t",
    "gmail",
    "yahoo",
    "hotmail",
    "outlook",
    "alama ya",
    "at the rate",
    "at sign",
    "at-sign",
    "&#64",
    "&commat",
    "%40",
)
_OPENED_HINT = re.compile(r"[(\[{<*|~\"'#]\s?(?:at\b|@|a[)\]}]|kwa|\.\s?[)\]}])")
_JOINED_HINT = re.compile(r"[-_.~/]at[-_.~/]")
# The pattern stops at every one of these: looking for each of them alone is far quicker where there are none.
_OPENERS, _JOINTS = "([{<*|~\"'#", ("-at", "_at", ".at", "~at", "/at")
_MARK_BEHIND_HINT = re.compile(r"at [-_.~/]")
_PLAIN_HINT = re.compile(r"at\s+[\w-]{1,60}\.\w")
_CAPITALS_HINT = re.compile(r"A(?<=[a-z0-9]A)T[a-z]")
_SPELLED = re.compile(
    rf"(?<![\w.])(?P<local>(?:[\w.+-] {{1,2}}){{2,40}}[\w.+-]?)\s?@\s?"
    rf"(?P<host>(?:[\w.-] {{1,2}}){{3,60}}\w(?!\w)|{LABEL}(?:\s?\.\s?{LABEL}){{1,4}})",
    re.IGNORECASE,
)
# Cheap to look for, where the lone letters of other words are not: what stands before the "@" of such an address.
_SPELLED_HINT = re.compile(r"@(?:(?<=\s@)|(?<= [\w.+-]@))")
_LONE_LETTERS = re.compile(r" (?<=\w )[\w.] \w")
_NAME_BEFORE = re.compile(r"([a-z][\w.]{2,30})\s$", re.IGNORECASE)
_PARTED = re.compile(rf"{_NOT_BEFORE}({_LOCAL})@({LABEL}) ({LABEL}(?:\.{LABEL}){{1,3}})(?![\w@])", re.IGNORECASE)
_PARTED_HINT = re.compile(r"@[\w-]+ [\w-]+\.\w")
_LONGEST_LOCAL = 140
_SHARING = re.compile(r"(?<![\w./-])(\w{2,14})(?:@?\s?[/&]|@\s(?:or|and|au|ama|na))\s?$")
_PHONE_GLUED = re.compile(r"^(?:0|254)[17]\d{8}(?=[a-z])", re.IGNORECASE)
_LABELLED = re.compile(
    r"^(?:(?i:e-?mail|barua|barua-pepe|mail)[-_.]+(?=\w)|(?:Email|EMAIL|Mail|Gmail|Barua)(?=[a-z]{3}|(?:hr|cv)\b))"
)
_IS_VEILED = re.compile(HIDDEN_DOT, re.IGNORECASE)
_WRITE_TO = re.compile(
    r"\b(?:e-?mails?|mail|barua(?:\s+pepe)?|(?:write|send|tuma|andika|reach)(?:\s(?:your\s)?(?:cvs?|resumes?|documents?|us|barua|pepe|e-?mail)){0,2}(?:\s(?:to|kwa))?)"
    r"(?:\W{1,3}(?:is|ni|us|me|to|yetu|yangu|our|address|kwa|on|through|via)\b){0,3}\W{0,3}$",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:e-?mail|barua(?:\s+pepe)?|write\sto|cvs?|(?:tuma|send)\s(?:kwa|to))\W{0,3}(?:(?:address|is|ni|kwa|to|yetu)\W{1,3})?$",
    re.IGNORECASE,
)
_WRITE = re.compile(
    r"(?:e-?mail|mail|barua|pepe|write|send|tuma|cv|resume|contact|reach)\W(?:[^.\n@]{0,16}\W)?$", re.IGNORECASE
)


def find_emails(text: str) -> Iterator[Found]:
    """Start, end and lower-case address of each e-mail, also written "name (at) firm dot co.ke"."""
    taken: list[tuple[int, int]] = []
    if "@" in text:
        for finder in (_spelled, _plain, _parted):
            text, taken = blank(text, taken), []
            for start, end, address in finder(text):
                taken.append((start, end))
                yield start, end, address
    text, place = blank(text, taken), 0
    if not _may_be_veiled(text):
        return
    while veiled := _VEILED.search(text, place):
        unhidden = _unveiled(veiled, text)
        # "CV kwa kazi.desk at gmail dot com": the first "kwa" belongs to the sentence.
        place = _end_of(veiled, unhidden) if unhidden else veiled.end(1)
        if unhidden:
            yield veiled.start(), place, unhidden


def _end_of(veiled: re.Match[str], address: str) -> int:
    """Where the address ends: what the pattern took behind it may be the next contact."""
    said = veiled[veiled.lastindex or 0]
    first = veiled.start(veiled.lastindex or 0)
    dots = address.rpartition("@")[2].count(".") - (
        re.match(rf"{_SERVICE}\s(?=com\b)", said, re.IGNORECASE) is not None
    )
    seams = list(_HOST_DOTS.finditer(said))
    return first + seams[dots].start() if len(seams) > dots >= 0 else veiled.end()


def _may_be_veiled(text: str) -> bool:
    lower = text.lower()
    if any(map(lower.__contains__, _HINTS)) or _MARK_BEHIND_HINT.search(lower):
        return True
    if any(map(lower.__contains__, _OPENERS)) and _OPENED_HINT.search(lower):
        return True
    if any(map(lower.__contains__, _JOINTS)) and _JOINED_HINT.search(lower):
        return True
    return _PLAIN_HINT.search(lower) is not None or _CAPITALS_HINT.search(text) is not None


def _plain(text: str) -> Iterator[Found]:
    place = 0
    while (at := text.find("@", place)) >= 0 and (found := _PLAIN.search(text, _start_of_local(text, place, at))):
        place = found.start(2) + 1
        local = _LABELLED.sub("", found[1].replace(" ", "")).strip("._-")
        glued = _PHONE_GLUED.match(local)
        local = local[glued.end() :] if glued else local
        if local.lower() in word_set("services") and " @" in found[0]:
            place = found.end(1)
            continue
        if local and (read := _host(found[2])):
            host, length = read[0].removeprefix("www."), read[1]
            # What was not used may be the next address: "a@firm.com, b@firm.com".
            place = found.start(2) + length
            yield found.start() + (glued.end() if glued else 0), place, f"{local}@{host}".lower()
            if (before := _SHARING.search(text, max(0, found.start() - 16), found.start())) and (
                before[1].lower() in word_set("mailboxes_listed")
            ):
                yield before.start(1), before.end(1), f"{before[1]}@{host}".lower()


def _start_of_local(text: str, earliest: int, at: int) -> int:
    """Where an address with its "@" there may begin at the earliest: with its word, or a little before it."""
    start = max(earliest, at - _LONGEST_LOCAL)
    word, before = text[at - 1 : at], text[start:at].rsplit(None, 1)
    # Blanks part an address before the "@", and around a dot.
    if not word or word.isspace() or len(before) < 2 or before[0].endswith("."):
        return start
    return at - len(before[1])


def _host(said: str) -> tuple[str, int] | None:
    """The longest host that `said` begins with, also with a blank or comma at its dots, and the length it takes."""
    said = _SITE_BEHIND.sub("", said)
    seams = list(_SEAM.finditer(said))
    for size in range(len(seams), 0, -1):
        end = seams[size].start() if size < len(seams) else len(said)
        host = _SEAM.sub(".", said[:end])
        apart = any(one[0] != "." for one in seams[:size])
        if any(one[0] != "." and _is_whole(said[: one.start()]) for one in seams[:size]):
            continue  # "a@firm.com, www.firm.com" names an address and a site
        if apart and not _parts_only_ending(host, seams[:size]):
            continue
        one_case = host in (host.lower(), host.upper()) or is_free_mail(host.lower())
        if apart and not (one_case and has_known_ending(host) and registrable_domain(host)):
            continue
        if any(one[0] == " " for one in seams[:size]) and not is_free_mail(host.lower()):
            continue
        if whole := whole_host(host):
            return whole, end - (len(host) - len(whole))
    return None


def _parts_only_ending(host: str, seams: list[re.Match[str]]) -> bool:
    """Whether no blank or comma stands before the name that somebody registered."""
    own = (registrable_domain(host.lower()) or "").count(".")
    first = next((place for place, one in enumerate(seams) if one[0] not in (".", " . ")), len(seams))
    return first >= host.count(".") - own


def _is_whole(said: str) -> bool:
    host = _SEAM.sub(".", said)
    return has_known_ending(host) and registrable_domain(host.lower()) is not None


def _parted(text: str) -> Iterator[Found]:
    """Addresses with a blank within the host's name: "kazi@kifaru crest.co.ke"."""
    for found in _PARTED.finditer(text) if _PARTED_HINT.search(text) else ():
        if (read := _host(found[2] + found[3])) and has_known_ending(read[0]):
            end = found.end(3) - (len(found[2] + found[3]) - read[1])
            yield found.start(), end, f"{found[1].strip('._-')}@{read[0]}".lower()


def _spelled(text: str) -> Iterator[Found]:
    """Addresses with a blank after each letter."""
    if not (_SPELLED_HINT.search(text) and _LONE_LETTERS.search(text)):
        return
    for found in _SPELLED.finditer(text):
        local, host = re.sub(r"\s", "", found["local"]), found["host"]
        spelled = re.sub(r"\s", "", host) if re.match(r"\w \w", host) else host
        if read := _host(spelled):
            end = found.start("host") + read[1] if spelled is host else found.end()
            yield found.start(), end, f"{local}@{read[0]}".lower()


def _unveiled(found: re.Match[str], text: str) -> str | None:
    local = _joined(found[1], dots=True).lower().strip("._-")
    if (units := contact_words()["numbers"]["units"]).get(local) is not None or local.isdecimal():
        # "kundu saba kwa gmail nukta com" is kundu7.
        before = _NAME_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
        local = (before[1].lower() if before and before[1].lower() not in word_set("no_mailboxes") else "") + str(
            units.get(local, local)
        )
    said = re.sub(rf"^({_SERVICE})\s(?=com\b)", r"\1.", found[found.lastindex or 0], flags=re.IGNORECASE)
    host = unveiled(_joined(re.sub(r"^g[\s-]+mail", "gmail", said, flags=re.IGNORECASE)), dots=_HOST_DOTS)
    if host is None or not local:
        return None
    if found["word"] and not is_free_mail(host) and not _is_mailbox(found, local, text):
        return None
    if (
        found["joined"]
        and local in word_set("no_mailboxes")
        and not is_free_mail(host)
        and not _is_announced(found, local, text)
    ):
        return None
    # Without a veiled part it is plain, and was read above.
    return f"{local}@{host}" if found["word"] or _VEIL.search(found[0]) else None


def _joined(said: str, *, dots: bool = False) -> str:
    said = re.sub(
        rf"\s(?:dash|hyphen|kistari)\s|\s?{_OPEN}(?:dash|hyphen|kistari){_CLOSE}\s?", "-", said, flags=re.IGNORECASE
    )
    said = re.sub(rf"\s(?:underscore|mstari)\s|\s?{_OPEN}underscore{_CLOSE}\s?", "_", said, flags=re.IGNORECASE)
    return DOTS.sub(".", said) if dots else said


def _is_announced(found: re.Match[str], local: str, text: str) -> bool:
    """Whether "e-mail" or the like stands right before what may be a mailbox's name and may be a word."""
    lead = text[max(0, found.start() - 32) : found.start()]
    return local in word_set("mailboxes") and _ANNOUNCED.search(lead) is not None


def _is_mailbox(found: re.Match[str], local: str, text: str) -> bool:
    """Whether "kundu at firm.com" is an address and not, as in "work at firm.com", a sentence with a site in it."""
    lead = text[max(0, found.start() - 32) : found.start()]
    veiled = _IS_VEILED.search(found[0]) is not None
    begins = lead.strip() == "" or lead.rstrip()[-1] in ":;=(•-"
    if local in word_set("no_mailboxes"):
        # "jobs at firm dot co dot ke" alone on its line hides an address; within a sentence it names a site.
        return veiled and (_is_announced(found, local, text) or (begins and local in word_set("mailboxes_listed")))
    if found["word"] == "AT" and found[1] != found[1].upper():
        return True
    if begins and found[1] in word_set("mailboxes_plain"):
        return True
    if local in word_set("mailboxes") and _WRITE.search(lead):
        return True
    parts = re.split(r"[._]", local)
    if len(parts) > 1 and found[1] == found[1].lower() and word_set("no_mailboxes").isdisjoint(parts):
        return True  # "mary.wanjiru at firm.co.ke": no sentence goes on like that
    named = not local.isalpha() or local in word_set("mailboxes_listed")
    return _WRITE_TO.search(lead) is not None or (veiled and (named or begins))
