"""A proposed reading for a list nobody has described yet, from its header words and what its cells look like."""

import re
from collections.abc import Sequence

from registry.errors import InvalidInput
from registry.register_reading.table import RawRow, RawTable
from registry.register_spec import RegisterSpec, Role, find_shipped
from registry.vocabulary import LicenceStatus, RegisterKind

# For each role the header words that mean it, the surest first; a header goes to the role with the surest word.
HEADER_WORDS: dict[Role, tuple[str, ...]] = {
    Role.EXPIRES_ON: ("expiry", "expires", "expiration", "valid until", "valid to", "valid till", "validity", "mwisho"),
    Role.ISSUED_ON: (
        "issue date",
        "issued",
        "date of issue",
        "licence since",
        "license since",
        "valid from",
        "approved",
    ),
    Role.STATUS: ("status", "validity status", "standing", "hali"),
    Role.SCOPE: ("scope", "licence type", "license type", "category", "local foreign", "type"),
    Role.PHONE: ("telephone", "phone", "mobile", "tel", "cell", "contact number", "simu"),
    Role.EMAIL: ("email", "e mail", "barua pepe"),
    Role.WEBSITE: ("website", "web site", "url", "domain", "tovuti"),
    Role.ADDRESS: ("physical address", "address", "location", "premises", "building", "anwani"),
    Role.PERSON: ("director", "directors", "proprietor", "manager", "contact person", "representative", "mkurugenzi"),
    Role.VACANCIES: ("number of posts", "posts", "vacancies", "positions", "openings", "slots", "number required"),
    Role.TITLE: ("job title", "title", "occupation", "position", "job", "designation", "kazi"),
    Role.DESTINATION: ("destination", "country", "nchi"),
    Role.AGENCY_NUMBER: ("agency number", "agency no", "agency licence", "agency license"),
    Role.NUMBER: (
        "licence number",
        "license number",
        "licence no",
        "license no",
        "registration number",
        "registration no",
        "accreditation number",
        "accreditation no",
        "certificate no",
        "permit no",
        "namba ya leseni",
        "namba ya usajili",
        "certificate",
        "reg no",
        "licence",
        "license",
        "leseni",
        "accreditation",
        "permit",
        "registration",
        "number",
        "namba",
    ),
    Role.NAME: (
        "agency name",
        "company name",
        "name of agency",
        "name of company",
        "jina la wakala",
        "jina la kampuni",
        "agent name",
        "business name",
        "agency",
        "agent",
        "company",
        "firm",
        "bureau",
        "name",
        "jina",
        "wakala",
        "kampuni",
    ),
    Role.REASON: ("reason", "grounds", "sababu"),
    Role.PUBLISHED_ON: ("notice date", "published", "date"),
}
# What these headers mean in a list of notices; in a list of agencies "Action" is where the buttons are.
NOTICE_WORDS: dict[Role, tuple[str, ...]] = {
    Role.STATUS: (*HEADER_WORDS[Role.STATUS], "action taken", "action", "decision", "measure", "uamuzi"),
    Role.ISSUER: ("issuing authority", "issued by", "issuer", "authority"),
    Role.RIGHT_OF_REPLY: ("right of reply", "reply", "response"),
    Role.URL: ("source", "link", "url"),
}
KIND_ROLES: dict[RegisterKind, frozenset[Role]] = {
    RegisterKind.VACANCIES: frozenset(
        {Role.NAME, Role.TITLE, Role.DESTINATION, Role.VACANCIES, Role.AGENCY_NUMBER, Role.NUMBER, Role.ISSUED_ON}
    ),
    RegisterKind.NOTICES: frozenset(
        {Role.NAME, Role.NUMBER, Role.REASON, Role.PUBLISHED_ON, Role.PERSON, Role.ADDRESS, *NOTICE_WORDS}
    ),
    RegisterKind.NAMES: frozenset({Role.NAME, Role.NUMBER, Role.ADDRESS, Role.PHONE, Role.EMAIL, Role.PERSON}),
}
_HOLDERS = frozenset(HEADER_WORDS) - {
    Role.TITLE,
    Role.DESTINATION,
    Role.VACANCIES,
    Role.AGENCY_NUMBER,
    Role.REASON,
    Role.PUBLISHED_ON,
}
_NUMBER_LIKE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9/.\- ]{1,40}", re.IGNORECASE)


def guess_spec(
    table: RawTable, *, jurisdiction: str = "ke", kind: RegisterKind = RegisterKind.AGENCIES, issuer: str = ""
) -> RegisterSpec:
    """A shipped spec that fits, else one guessed from the headers; raises InvalidInput when no column is a name.

    It is a proposal: show `describe()` to a person. It never guesses that presence means licensed.
    """
    if (shipped := find_shipped(table, jurisdiction=jurisdiction, kind=kind)) is not None:
        return shipped
    rows = table.sample(200)
    words = HEADER_WORDS | (NOTICE_WORDS if kind is RegisterKind.NOTICES else {})
    columns = _assign(table.columns, rows, {role: words[role] for role in KIND_ROLES.get(kind, _HOLDERS)})
    if kind is RegisterKind.VACANCIES and Role.AGENCY_NUMBER not in columns and _names_a_licence(columns):
        columns[Role.AGENCY_NUMBER] = columns.pop(Role.NUMBER)
    if Role.NAME not in columns:
        raise InvalidInput(
            f"No column looks like names (there are: {', '.join(table.columns[:12])}); "
            "write a spec that says which is which."
        )
    if kind is RegisterKind.VACANCIES and Role.TITLE not in columns:
        raise InvalidInput("No column looks like job titles; write a spec that says which is which.")
    return RegisterSpec(
        jurisdiction=jurisdiction,
        kind=kind,
        title="guessed from the headers",
        columns=columns,
        key="number" if Role.NUMBER in columns else "row",
        issuer=issuer or ("an unnamed issuer" if kind is RegisterKind.NOTICES and Role.ISSUER not in columns else ""),
        action=LicenceStatus.BLACKLISTED if kind is RegisterKind.NOTICES and Role.STATUS not in columns else None,
    )


def _names_a_licence(columns: dict[Role, tuple[str, ...]]) -> bool:
    """Whether the numbers of a list of orders are those of the agencies' licences, not of the orders."""
    header = " ".join(columns.get(Role.NUMBER, ())).casefold()
    return re.search(r"licen[cs]e|leseni|accreditation|registration|\breg\b", header) is not None


def _assign(
    headers: Sequence[str], rows: Sequence[RawRow], meant: dict[Role, tuple[str, ...]]
) -> dict[Role, tuple[str, ...]]:
    scored = sorted(
        (
            (_surety(header, phrases, role, rows), -place, header, role)
            for place, header in enumerate(headers)
            for role, phrases in meant.items()
        ),
        key=lambda one: (one[0], one[1]),
        reverse=True,
    )
    taken: set[str] = set()
    columns: dict[Role, tuple[str, ...]] = {}
    for surety, _, header, role in scored:
        if surety <= 0 or header in taken:
            continue
        if role in columns and not (role is Role.NAME and Role.NAME_OTHER not in columns):
            continue
        columns[Role.NAME_OTHER if role in columns else role] = (header,)
        taken.add(header)
    if len(headers) == 1 and Role.NAME not in columns:
        columns[Role.NAME] = (headers[0],)
    return columns


def _surety(header: str, phrases: Sequence[str], role: Role, rows: Sequence[RawRow]) -> float:
    """How surely `header` means `role`: longer phrases and earlier entries are surer; cells may rule it out."""
    words = " ".join(re.findall(r"[a-z]+", header.casefold()))
    best = 0.0
    for rank, phrase in enumerate(phrases):
        if re.search(rf"\b{phrase}\b", words):
            best = max(best, 10 * len(phrase.split()) + 5 - 0.1 * rank - 0.05 * len(words.split()))
    return best if best and _cells_agree(header, role, rows) else 0.0


def _is_number(value: str) -> bool:
    return bool(_NUMBER_LIKE.fullmatch(value)) and len(re.findall(r"[^\W\d_]{3,}", value)) < 2


def _cells_agree(header: str, role: Role, rows: Sequence[RawRow]) -> bool:
    values = [value for row in rows if (value := row.cells.get(header, ""))]
    if not values:
        return role not in (Role.NAME, Role.TITLE)
    share = sum(1 for value in values if _NUMBER_LIKE.fullmatch(value)) / len(values)
    if role is Role.NAME:
        # Firms do have digits in their names; a number has at most one word beside them.
        share = sum(1 for value in values if _is_number(value)) / len(values)
        in_words = sum(1 for value in values if sum(map(str.isalpha, value)) >= 2) / len(values)
        return share < 0.5 and in_words > 0.5 and "status" not in header.casefold()
    return (share > 0.5 and not _is_count(values)) if role in (Role.NUMBER, Role.AGENCY_NUMBER) else True


def _is_count(values: Sequence[str]) -> bool:
    """Whether the cells only count the rows: 1, 2, 3 ..."""
    counted = (value.strip().rstrip(".") == str(place) for place, value in enumerate(values, start=1))
    return len(values) > 1 and all(counted)
