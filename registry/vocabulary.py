"""Every closed list of the product, as enums, so that a word means one thing in code, files and on screen."""

from enum import StrEnum


class SourceKind(StrEnum):
    """What sort of place an advert was seen at."""

    BOARD = "board"
    AGENCY_SITE = "agency_site"
    BLOG = "blog"
    SOCIAL = "social"
    HOTLINE = "hotline"
    OFFICIAL = "official"


class RegisterKind(StrEnum):
    """What an official list holds; `names` are legal entities and never give a standing."""

    AGENCIES = "agencies"
    NAMES = "names"
    NOTICES = "notices"
    VACANCIES = "vacancies"
    MARITIME = "maritime"


class ImportState(StrEnum):
    """Whether an imported list is in effect: implausible ones wait for a person."""

    ACTIVE = "active"
    HELD = "held"
    REJECTED = "rejected"


class LicenceStatus(StrEnum):
    """A licence's status as its register states it; the union of what registers use."""

    VALID = "valid"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    DEREGISTERED = "deregistered"
    DENIED = "denied"
    BLACKLISTED = "blacklisted"
    PENDING = "pending"
    AMBIGUOUS = "ambiguous"


class LicenceScope(StrEnum):
    """Where the written grant of authority allows recruiting for."""

    LOCAL = "local"
    FOREIGN = "foreign"
    BOTH = "both"
    UNKNOWN = "unknown"


class RegisterChange(StrEnum):
    """What happened to an agency between two snapshots of its register."""

    GRANTED = "granted"
    RENEWED = "renewed"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    RENAMED = "renamed"
    MOVED = "moved"
    VANISHED = "vanished"
    REAPPEARED = "reappeared"


class ContactKind(StrEnum):
    """A way to reach or pay someone; also the strong keys of recruiter resolution."""

    PHONE = "phone"
    EMAIL = "email"
    DOMAIN = "domain"
    MESSAGING = "messaging"
    PAYBILL = "paybill"
    TILL = "till"
    POCHI = "pochi"
    LICENCE = "licence"
    ADDRESS = "address"
    PERSON = "person"
    NAME = "name"


class MatchStrength(StrEnum):
    """On what an advertiser was matched to the register."""

    LICENCE_NUMBER = "licence_number"
    CONTACT = "contact"
    NAME_EXACT = "name_exact"
    NAME_CLOSE = "name_close"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


class MatchOutcome(StrEnum):
    """What the match means to a person; a look-alike is itself a finding."""

    MATCHED = "matched"
    LOOK_ALIKE = "look_alike"
    AMBIGUOUS = "ambiguous"
    UNLISTED = "unlisted"
    REGISTER_NOT_LOADED = "register_not_loaded"


class StandingState(StrEnum):
    """Whether a recruiter might lawfully recruit on a day for a destination."""

    LICENSED = "licensed"
    LICENSED_BY_NAME_ONLY = "licensed_by_name_only"
    OUT_OF_SCOPE = "out_of_scope"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    PENDING = "pending"
    AMBIGUOUS = "ambiguous"
    UNLISTED = "unlisted"
    REGISTER_NOT_LOADED = "register_not_loaded"


class Stated(StrEnum):
    """What an advert says on one point; silence is a value and never means "no"."""

    STATED = "stated"
    CONTRADICTED = "contradicted"
    SILENT = "silent"


class Severity(StrEnum):
    """How urgently one indicator wants a person, even alone (domain: C, H, M, L)."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Ground(StrEnum):
    """The family an indicator belongs to; a score needs findings from two families to raise an alert."""

    LICENCE = "licence"
    IDENTITY = "identity"
    JOB_ORDER = "job_order"
    FEES = "fees"
    DEBT = "debt"
    DOCUMENTS = "documents"
    CONTRACT = "contract"
    TRAVEL = "travel"
    PAY = "pay"
    PROMISE = "promise"
    CONDITIONS = "conditions"
    VULNERABILITY = "vulnerability"
    EXPLOITATION = "exploitation"
    DESTINATION = "destination"
    CONTACT = "contact"
    NETWORK = "network"


class AlertState(StrEnum):
    """Where an alert stands; at most one that is not decided exists for a recruiter."""

    OPEN = "open"
    SNOOZED = "snoozed"
    ESCALATED = "escalated"
    DECIDED = "decided"


class Lane(StrEnum):
    """Which queue an alert travels in; that it is a pick (`control`, drawn at random, or `learning`, chosen because the
    judge is unsure) is hidden from the inspector."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    CONTROL = "control"
    LEARNING = "learning"


class Disposition(StrEnum):
    """How a person closed an alert."""

    UNLICENSED = "unlicensed"
    LAPSED = "lapsed"
    REVOKED_ACTIVE = "revoked_active"
    COPYCAT = "copycat"
    PHOENIX = "phoenix"
    OUT_OF_SCOPE = "out_of_scope"
    UNLAWFUL_FEE = "unlawful_fee"
    MISLEADING = "misleading"
    TRAFFICKING_SUSPECTED = "trafficking_suspected"
    LAWFUL = "lawful"
    NOT_AN_AGENCY = "not_an_agency"
    DUPLICATE = "duplicate"
    CANNOT_VERIFY = "cannot_verify"


class TriageAction(StrEnum):
    """What an officer did to an alert; the history is made of these."""

    DECIDE = "decide"
    UNDO = "undo"
    ASSIGN = "assign"
    SNOOZE = "snooze"
    ESCALATE = "escalate"
    REOPEN = "reopen"
    OPEN_CASE = "open_case"


class Role(StrEnum):
    """What an account may do; each role may also do what the one before it may."""

    INSPECTOR = "inspector"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


class Judgement(StrEnum):
    """A person's word on whether two recruiters are one."""

    SAME = "same"
    NOT_SAME = "not_same"
    CANNOT_TELL = "cannot_tell"


class SlotKind(StrEnum):
    """What varies at one place of a text that runs under several names."""

    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    AMOUNT = "amount"
    NUMBER = "number"
    NAME = "name"
    PLACE = "place"
    WORDS = "words"


class CrawlState(StrEnum):
    """How one run of one source ended."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


class AdvertState(StrEnum):
    """Whether an advert was still there when last looked for."""

    LIVE = "live"
    GONE = "gone"


class SightingChange(StrEnum):
    """What a sighting adds to what was known of its advert."""

    FIRST = "first"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    BACK = "back"


class Band(StrEnum):
    """The reading of a probability; `unsure` goes to a person."""

    LIKELY = "likely"
    UNSURE = "unsure"
    UNLIKELY = "unlikely"


class OutboxState(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    SENT = "sent"
    DEAD = "dead"


class ModelState(StrEnum):
    """Where a trained model stands."""

    CANDIDATE = "candidate"
    LIVE = "live"
    RETIRED = "retired"


class PageRole(StrEnum):
    """What a kept page was to the crawl that fetched it."""

    ADVERT = "advert"
    LIST = "list"
    GONE = "gone"
    REFUSED = "refused"
    REMOVED = "removed"
