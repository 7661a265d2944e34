"""Accounts and invitations of messaging services: WhatsApp, Telegram, Facebook, Instagram, TikTok."""

import re
from collections.abc import Iterator

from registry.identity.contact_reading.domains import HIDDEN_DOT
from registry.identity.contact_reading.phones import to_e164
from registry.vocabulary import ContactKind

Spotted = tuple[int, int, ContactKind, str]

_DOT = rf"(?:\s?\.\s?|{HIDDEN_DOT})"
_SLASH = r"\s?(?:/{1,2}|slash\b)\s?"
_NOT_BEFORE = r"(?<![\w.-])(?:www\.)?"
_PHONE_PARAMETER = r"(?:[^\s&]{0,200}&){0,5}phone=(?:%2B|\+)?"
_WHATSAPP = re.compile(
    rf"(?:\bwa{_DOT}me{_SLASH}(?:c/)?|\bwhatsapp\.com/send/?\?{_PHONE_PARAMETER}|\bwhatsapp://send/?\?{_PHONE_PARAMETER})"
    r"\+?\(?(?P<number>[\dOo]{8,15}(?![\d/])|\d[\d -]{7,17}\d|\d{1,3}\)[\d -]{6,15}\d)",
    re.IGNORECASE,
)
_BETWEEN_DIGITS = str.maketrans("", "", " -()")
_CODE = r"[A-Za-z0-9_-]{4,60}"
_WHATSAPP_CODE = re.compile(
    rf"\bwa{_DOT}me{_SLASH}(?P<path>(?:message|qr)/{_CODE})|\bchat{_DOT}whatsapp{_DOT}com{_SLASH}(?:invite/)?(?P<chat>[A-Za-z0-9_-]{{16,40}})"
    rf"|\bwhatsapp\.com/(?P<channel>channel/{_CODE})|\bcall\.whatsapp\.com/(?P<call>(?:voice|video)/{_CODE})",
    re.IGNORECASE,
)
_TELEGRAM = re.compile(
    rf"(?<![\w-])(?:t|telegram){_DOT}(?:me|dog){_SLASH}(?:(?P<invitation>(?:joinchat|addlist)/{_CODE}|\+{_CODE})|(?:s/)?@?(?P<name>\w{{3,64}}))"
    r"|\btg://(?:resolve\?domain=(?P<resolved>\w{3,64})|join\?invite=(?P<invite>[\w-]{4,60}))"
    r"|(?<![\w.-])(?:https?://)?(?P<host>[a-z]\w{4,31})\.t\.me\b",
    re.IGNORECASE,
)
_FILLER = (
    r"(?:\W{1,3}(?:channel|chaneli|chanel|group|kikundi|page|ukurasa|handle|username|user|name|id|bot|account|akaunti|link|yetu|yangu|ni|is|our|my|on|us|at|kwa|katika|ya"
    r"|ig|insta|instagram|tiktok|tik\s?tok|twitter|x|admin|manager|boss|recruiter|coordinator|hr|support|agent|call|or|and|add|message|dm|inbox|contact|text|search|tafuta|join|jiunge|follow|fuata|only)\b){0,4}"
)
_NAMED = r"\W{0,4}(?<![\w.])@(?P<at>\w[\w.]{3,40}\w)(?![\w@])"
_ALSO = r"(?:\s?(?:,|/|&|and|or|na|au|ama)\s?@(?P<also>\w{5,32})(?![\w@]|\.\w))?"
_TELEGRAM_NAME = re.compile(
    rf"\b(?:telegram|tg|tele(?=\W{{0,3}}@)){_FILLER}(?:{_NAMED}{_ALSO}|(?:\s?[:=]\s?|(?<=username)\s|(?<=handle)\s|(?<=user)\s)(?P<plain>[a-z](?:(?=\w*[_\d])|(?<=username[:=][a-z])|(?<=username:\s[a-z])|(?<=handle:\s[a-z]))\w{{4,31}})(?![\w@.-]))"
    r"|(?<![\w.])@(?P<before>\w{5,32})[ ,(\-–]{1,3}(?:(?:on|in|via|kwa|katika|ya)\s)?telegram\b"
    r"(?!\W{0,3}@|\s?[:=]|\.\w)",
    re.IGNORECASE,
)
_FACEBOOK = re.compile(
    rf"(?<![a-z0-9-])(?:(?:facebook|fb)(?:{_DOT}|\s|,)com|fb\.me|m\.me|messenger\.com/t){_SLASH}(?:#!/)?(?:"
    r"profile\.php/?\?(?:[^\s&]{0,100}&){0,3}id=(?P<id>\d{4,25})|groups/(?P<group>[\w.-]{2,80})"
    rf"|(?P<code>share/(?:[a-z]/)?{_CODE}|events/\d{{4,25}})|(?:pages/(?:category/[\w-]{{1,60}}/)?|people/|pg/|p/)?@?(?P<name>[\w.%-]{{2,80}}))",
    re.IGNORECASE,
)
_FACEBOOK_NAME = re.compile(
    rf"\b(?i:facebook|fb)(?:(?i:{_FILLER}){_NAMED}|\s?@(?P<glued>\w[\w.]{{3,40}}\w)(?![\w@])|(?i:{_FILLER})(?:\s?[:/=(]\s?|\s[-–]\s|(?<=page)\s|(?<=ukurasa)\s|(?<=\bni)\s|(?<=\bis)\s)(?P<plain>[A-Za-z]\w*(?:[a-z][A-Z]|\w[\d._])(?:[\w.]*\w)?)(?![@\w/-]))"
    r"|(?<![\w.])@(?P<before>\w[\w.]{3,40}\w)[ ,(\-–]{1,3}(?i:(?:on|in|via|kwa|katika|ya)\s)?(?i:facebook|fb)\b"
    r"(?!\W{0,3}@|\s?[:=]|\.\w)"
)
_OTHERS = re.compile(
    rf"{_NOT_BEFORE}(?:(?P<instagram>instagram\.com|instagr\.am)|(?P<tiktok>(?:vm\.)?tiktok\.com))/@?(?P<name>[\w.]{{3,60}})",
    re.IGNORECASE,
)
_NO_ACCOUNTS = frozenset(("whatsapp", "tiktok", "youtube", "linkedin", "telegram", "instagram")) | frozenset(
    [
        "share",
        "sharer",
        "sharer.php",
        "dialog",
        "watch",
        "story.php",
        "photo",
        "photo.php",
        "photos",
        "permalink.php",
        "hashtag",
        "marketplace",
        "reel",
        "reels",
        "login",
        "help",
        "stories",
        "videos",
        "video",
        "groups",
        "pages",
        "people",
        "events",
        "p",
        "profile.php",
        "plugins",
        "tr",
        "policies",
        "c",
        "s",
        "proxy",
        "socks",
        "iv",
        "addstickers",
        "joinchat",
        "addlist",
        "setlanguage",
        "explore",
        "pg",
        "l.php",
        "n",
        "media",
        "public",
        "privacy",
        "tv",
        "com",
    ]
)
# Each begins with one plain letter: the engine finds that many times sooner than a choice or a boundary.
_WHATSAPP_SAID = re.compile(r"w(?:hatsapp|(?<=\bw)a)(?:\s?[.:(\[{<*|]|\s(?:dot|nukta)\b)")
_TELEGRAM_SAID = re.compile(rf"t(?:ele(?:gram|\W)|(?<=\bt)g\b|(?<=\bt){_DOT}me\b)")


def find_messaging(text: str, *, region: str) -> Iterator[Spotted]:
    """Each account as "service:name" in lower case; a code of invitation keeps its capitals: it leads nowhere else."""
    lower = text.lower()
    if _WHATSAPP_SAID.search(lower):
        yield from _whatsapp(text, region)
    if _TELEGRAM_SAID.search(lower):
        yield from _telegram(text, region)
    if any(word in lower for word in ("facebook", "fb", "m.me", "messenger.com")):
        yield from _facebook(text)
    if "instag" in lower or "tiktok" in lower:
        for found in _OTHERS.finditer(text):
            service = "instagram" if found["instagram"] else "tiktok"
            yield from _account(found, service, "name")


def _whatsapp(text: str, region: str) -> Iterator[Spotted]:
    for found in _WHATSAPP.finditer(text):
        digits = found["number"].replace("O", "0").replace("o", "0").translate(_BETWEEN_DIGITS)
        if number := to_e164("+" + digits, region=region) or to_e164(digits, region=region):
            yield found.start(), found.end(), ContactKind.MESSAGING, f"whatsapp:{number}"
            yield found.start("number"), found.end("number"), ContactKind.PHONE, number
    for found in _WHATSAPP_CODE.finditer(text):
        kind, _, code = (found["path"] or found["channel"] or found["call"] or "").partition("/")
        name = f"{kind.lower()}/{code}" if code else found["chat"]
        yield found.start(), found.end(), ContactKind.MESSAGING, f"whatsapp:{name.rstrip('-_')}"


def _telegram(text: str, region: str) -> Iterator[Spotted]:
    for found in _TELEGRAM.finditer(text):
        code = found["invitation"] or (found["invite"] and f"+{found['invite']}")
        if code:
            kind, slash, rest = code.partition("/")
            yield (
                found.start(),
                found.end(),
                ContactKind.MESSAGING,
                f"telegram:{kind.lower() + slash + rest if slash else code}",
            )
            if code[1:].isdigit() and (number := to_e164(code, region=region)):
                yield found.start(), found.end(), ContactKind.PHONE, number
        else:
            yield from _account(found, "telegram", "name", "resolved", "host")
    for found in _TELEGRAM_NAME.finditer(text):
        yield from _account(found, "telegram", "at", "plain", "before")
        yield from _account(found, "telegram", "also")


def _facebook(text: str) -> Iterator[Spotted]:
    for found in _FACEBOOK.finditer(text):
        if found["id"]:
            yield found.start(), found.end(), ContactKind.MESSAGING, f"facebook:profile.php?id={found['id']}"
        elif found["group"]:
            yield (
                found.start(),
                found.end(),
                ContactKind.MESSAGING,
                f"facebook:{_group(found['group'])}",
            )
        elif found["code"]:
            yield found.start(), found.end(), ContactKind.MESSAGING, f"facebook:{found['code'].rstrip('-_')}"
        else:
            yield from _account(found, "facebook", "name")
    for found in _FACEBOOK_NAME.finditer(text):
        yield from _account(found, "facebook", "at", "glued", "plain", "before")


def _group(name: str) -> str:
    return f"groups/{name.strip('.-_').lower()}"


def _account(found: re.Match[str], service: str, *groups: str) -> Iterator[Spotted]:
    for group in groups:
        name = (found[group] or "").rstrip("._-").lstrip(".-").lower()
        # "@gmail.com" behind the name of a service is the end of an address.
        is_site = "." in name and group == "at" and service == "telegram"
        if len(name) >= 2 and name not in _NO_ACCOUNTS and not is_site:
            start = found.start(group) if group in ("at", "also", "plain", "before", "glued") else found.start()
            end = found.start(group) + len(found[group].rstrip("._-"))
            yield start, end, ContactKind.MESSAGING, f"{service}:{name}"
            return
