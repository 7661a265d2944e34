"""Plain words for every closed list, so that no screen shows a code name, and all are edited in one place."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from dashboard.queries.queue_filter import QueueOrder
from registry.law.rulebook import Rulebook
from registry.vocabulary import (
    AdvertState,
    AlertState,
    ContactKind,
    CrawlState,
    Disposition,
    Ground,
    ImportState,
    Judgement,
    LicenceScope,
    LicenceStatus,
    MatchOutcome,
    MatchStrength,
    ModelState,
    RegisterKind,
    Role,
    Severity,
    SightingChange,
    SlotKind,
    SourceKind,
    StandingState,
    TriageAction,
)

SEVERITIES = {
    Severity.CRITICAL: "Critical",
    Severity.HIGH: "High",
    Severity.MEDIUM: "Medium",
    Severity.LOW: "Low",
}
STATES = {
    AlertState.OPEN: "Open",
    AlertState.SNOOZED: "Snoozed",
    AlertState.ESCALATED: "Escalated",
    AlertState.DECIDED: "Decided",
}
ORDERS = {
    QueueOrder.SEVERITY: "Gravest first",
    QueueOrder.OLDEST: "Longest waiting first",
    QueueOrder.NEWEST: "Newest first",
    QueueOrder.SCORE: "Highest score first",
    QueueOrder.ADVERTS: "Most adverts first",
}
GROUNDS = {
    Ground.LICENCE: "Licence",
    Ground.IDENTITY: "Identity",
    Ground.JOB_ORDER: "Job order",
    Ground.FEES: "Fees",
    Ground.DEBT: "Debt",
    Ground.DOCUMENTS: "Documents",
    Ground.CONTRACT: "Contract",
    Ground.TRAVEL: "Travel",
    Ground.PAY: "Pay",
    Ground.PROMISE: "Promises",
    Ground.CONDITIONS: "Conditions",
    Ground.VULNERABILITY: "Vulnerability",
    Ground.EXPLOITATION: "Exploitation",
    Ground.DESTINATION: "Destination",
    Ground.CONTACT: "Ways of contact",
    Ground.NETWORK: "Links to others",
}
# In the order in which an officer looks for them: a breach, no breach, not decided on the facts.
# As long as the list of findings beside a case is wide: what is cut off cannot be chosen with care.
DISPOSITIONS = {
    Disposition.UNLICENSED: "Breach: no licence on file",
    Disposition.LAPSED: "Breach: licence lapsed",
    Disposition.REVOKED_ACTIVE: "Breach: licence revoked",
    Disposition.COPYCAT: "Breach: another's name used",
    Disposition.PHOENIX: "Breach: barred firm renamed",
    Disposition.OUT_OF_SCOPE: "Breach: outside the licence",
    Disposition.UNLAWFUL_FEE: "Breach: unlawful fee",
    Disposition.MISLEADING: "Breach: misleading advert",
    Disposition.TRAFFICKING_SUSPECTED: "Trafficking suspected",
    Disposition.LAWFUL: "No breach: lawful",
    Disposition.NOT_AN_AGENCY: "No breach: no agency",
    Disposition.DUPLICATE: "Closed: duplicate",
    Disposition.CANNOT_VERIFY: "Closed: cannot be verified",
}
# What each finding means, for the help beside the list.
FINDINGS = {
    Disposition.UNLICENSED: "recruits for others without a licence on file",
    Disposition.LAPSED: "the licence had lapsed when it advertised",
    Disposition.REVOKED_ACTIVE: "advertises after its licence was revoked or cancelled",
    Disposition.COPYCAT: "uses a licensed agency's name",
    Disposition.PHOENIX: "a barred firm under another name",
    Disposition.OUT_OF_SCOPE: "does what its licence does not cover",
    Disposition.UNLAWFUL_FEE: "asks workers for a fee that the law forbids",
    Disposition.MISLEADING: "the advert misleads about the work, the pay or the employer",
    Disposition.TRAFFICKING_SUSPECTED: "refer it at once",
    Disposition.LAWFUL: "may do what it does",
    Disposition.NOT_AN_AGENCY: "does not recruit for others",
    Disposition.DUPLICATE: "the same as another case",
    Disposition.CANNOT_VERIFY: "nothing more can be found out",
}
ACTIONS = {
    TriageAction.DECIDE: "Decided",
    TriageAction.UNDO: "Undone",
    TriageAction.ASSIGN: "Assigned",
    TriageAction.SNOOZE: "Snoozed",
    TriageAction.ESCALATE: "Escalated",
    TriageAction.REOPEN: "Reopened",
    TriageAction.OPEN_CASE: "Case opened by hand",
}
IMPORTS = {
    ImportState.ACTIVE: "In effect",
    ImportState.HELD: "Held back",
    ImportState.REJECTED: "Set aside",
}
MODELS = {ModelState.CANDIDATE: "Candidate", ModelState.LIVE: "Judges now", ModelState.RETIRED: "Retired"}
SLOTS = {
    SlotKind.PHONE: "Phone",
    SlotKind.EMAIL: "E-mail",
    SlotKind.LINK: "Link",
    SlotKind.AMOUNT: "Amount",
    SlotKind.NUMBER: "Number",
    SlotKind.NAME: "Name",
    SlotKind.PLACE: "Place",
    SlotKind.WORDS: "Words",
}
JUDGEMENTS = {
    Judgement.SAME: "The same people",
    Judgement.NOT_SAME: "Not the same people",
    Judgement.CANNOT_TELL: "Cannot tell",
}
SIGHTINGS = {
    SightingChange.FIRST: "First seen",
    SightingChange.EDITED: "Text changed",
    SightingChange.UNCHANGED: "Seen again",
    SightingChange.BACK: "Back after it was gone",
}
SOURCE_KINDS = {
    SourceKind.BOARD: "job board",
    SourceKind.AGENCY_SITE: "agency's own site",
    SourceKind.BLOG: "blog",
    SourceKind.SOCIAL: "social media",
    SourceKind.HOTLINE: "report by a person",
    SourceKind.OFFICIAL: "official site",
}
ADVERT_STATES = {AdvertState.LIVE: "online when last looked", AdvertState.GONE: "no longer online"}
ONLY_ALIKE = "Not shown to be on the register"
STANDINGS = {
    StandingState.LICENSED: "Licensed",
    StandingState.LICENSED_BY_NAME_ONLY: "Licensed, by name only",
    StandingState.OUT_OF_SCOPE: "Outside licence scope",
    StandingState.EXPIRED: "Licence expired",
    StandingState.SUSPENDED: "Licence suspended",
    StandingState.REVOKED: "Licence revoked",
    StandingState.PENDING: "Licence pending",
    StandingState.AMBIGUOUS: "Standing unclear",
    StandingState.UNLISTED: "Not on the register",
    StandingState.REGISTER_NOT_LOADED: "No register loaded",
}
OUTCOMES = {
    MatchOutcome.MATCHED: "Matched to the register",
    MatchOutcome.LOOK_ALIKE: "Looks like a listed agency, but is not matched to it",
    MatchOutcome.AMBIGUOUS: "Several listed agencies could be meant",
    MatchOutcome.UNLISTED: "No listed agency of that name or contact",
    MatchOutcome.REGISTER_NOT_LOADED: "No register is loaded, so nothing could be compared",
}
STRENGTHS = {
    MatchStrength.LICENCE_NUMBER: "by the licence number quoted",
    MatchStrength.CONTACT: "by a contact on the register",
    MatchStrength.NAME_EXACT: "by the exact name",
    MatchStrength.NAME_CLOSE: "by a close name only",
    MatchStrength.AMBIGUOUS: "",
    MatchStrength.NONE: "",
}
CONTACTS = {
    ContactKind.PHONE: "Phone",
    ContactKind.EMAIL: "E-mail",
    ContactKind.DOMAIN: "Web domain",
    ContactKind.MESSAGING: "Messaging",
    ContactKind.PAYBILL: "Paybill",
    ContactKind.TILL: "Till number",
    ContactKind.POCHI: "Pochi number",
    ContactKind.LICENCE: "Licence number",
    ContactKind.ADDRESS: "Address",
    ContactKind.PERSON: "Person",
    ContactKind.NAME: "Name",
}
COMPARED = {"licence_number": "Licence number", "email": "E-mail", "domain": "Web domain"}
CRAWLS = {
    CrawlState.RUNNING: "Running",
    CrawlState.FINISHED: "Finished",
    CrawlState.FAILED: "Failed",
    CrawlState.INTERRUPTED: "Interrupted",
}
LICENCES = {
    LicenceStatus.VALID: "Valid",
    LicenceStatus.EXPIRED: "Expired",
    LicenceStatus.SUSPENDED: "Suspended",
    LicenceStatus.CANCELLED: "Cancelled",
    LicenceStatus.DEREGISTERED: "Deregistered",
    LicenceStatus.DENIED: "Denied",
    LicenceStatus.BLACKLISTED: "Blacklisted",
    LicenceStatus.PENDING: "Pending",
    LicenceStatus.AMBIGUOUS: "Unclear",
}
SCOPES = {
    LicenceScope.LOCAL: "within the country only",
    LicenceScope.FOREIGN: "abroad",
    LicenceScope.BOTH: "within the country and abroad",
    LicenceScope.UNKNOWN: "scope not stated",
}
REGISTERS = {
    RegisterKind.AGENCIES: "Licensed agencies",
    RegisterKind.NAMES: "Legal entities (names only)",
    RegisterKind.NOTICES: "Official notices",
    RegisterKind.VACANCIES: "Approved vacancies",
    RegisterKind.MARITIME: "Maritime recruiters",
}
ROLES = {
    Role.INSPECTOR: "Inspector",
    Role.ANALYST: "Analyst",
    Role.ADMINISTRATOR: "Administrator",
}


def day(on: date | None) -> str:
    """A date as people write it: 3 March 2026; a dash when unknown."""
    return f"{on.day} {on:%B %Y}" if on else "–"


def day_of(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant as its day here."""
    return day(at.astimezone(zone).date() if at else None)


def moment(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant in local time: 3 March 2026, 14:05; a dash when unknown."""
    if at is None:
        return "–"
    local = at.astimezone(zone)
    return f"{day(local.date())}, {local:%H:%M}"


def age(since: date, on: date) -> str:
    """How long ago, in days or weeks."""
    days = (on - since).days
    if days <= 0:
        return "today"
    if days == 1:
        return "1 day"
    return f"{days} days" if days < 28 else f"{days // 7} weeks"


def source(name: str) -> str:
    """A source's name in plain letters: `county_board` is the county board."""
    return name.replace("_", " ")


def country(code: str | None, rulebook: Rulebook) -> str:
    """A country's first name in the rulebook, its code where the rulebook names it not, a dash where unknown."""
    return rulebook.jurisdiction.name_of(code) if code else "–"


def property_name(name: str) -> str:
    """A property of an advert in plain letters: `base_salary_raw` is the base salary."""
    return name.removesuffix("_raw").replace("_", " ").capitalize()


def value(stated: object) -> str:
    """What an advert states under a property, on one line; a dash where it states nothing."""
    if isinstance(stated, dict):
        return " ".join(str(one) for one in stated.values() if one not in (None, "")) or "–"
    if isinstance(stated, list | tuple):
        return "; ".join(value(one) for one in stated) or "–"
    return str(stated) if stated not in (None, "") else "–"


def number_of(number: int, one: str, many: str = "") -> str:
    """`1 advert`, `2 adverts`, `1,200 adverts`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def figure(value: float | None) -> str:
    """A measured figure to three places; a dash where it was not measured."""
    return "–" if value is None else f"{value:.3f}"


def judge(model_id: int | None) -> str:
    """Who judges, or would: a model by its number, None for the scorecard."""
    return "the scorecard" if model_id is None else f"model {model_id}"
