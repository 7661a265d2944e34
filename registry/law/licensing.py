"""May it recruit, on this date, for this destination: what the register and notices say, as a state with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from registry.identity.types import AgencyMatch
from registry.law.days import say
from registry.law.licence_book import Holder, LicenceBook, LicenceRow, NoticeRow
from registry.law.licence_reading import called, printed_on, read_licence, stale_by
from registry.law.notices_by_name import notice_by_name
from registry.law.rule_schema import Licensing
from registry.law.rulebook import Rulebook
from registry.vocabulary import (
    LicenceScope,
    LicenceStatus,
    MatchOutcome,
    MatchStrength,
    RegisterKind,
    StandingState,
)

__all__ = ["MAY_RECRUIT", "LicenceBook", "Standing", "standing_on"]

MAY_RECRUIT = frozenset({StandingState.LICENSED, StandingState.LICENSED_BY_NAME_ONLY})
# What no register says more of: a notice that names the firm does.
_ON_NO_REGISTER = frozenset({StandingState.UNLISTED, StandingState.REGISTER_NOT_LOADED})
# How the sentence begins on a firm that bears a listed agency's name and nothing else of it.
NOT_SHOWN = "not shown to be"
_CLOSEST = "; the closest name on it is "
CONTACTS = {"phone": "phone", "email": "e-mail", "domain": "domain"}


@dataclass(frozen=True)
class Standing:
    """Whether somebody might lawfully recruit on a day, and why, as one sentence and as the values it rests on."""

    state: StandingState
    reason: str
    licence_expires_on: date | None = None
    notice_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def list_is_too_old(self) -> bool:
        """Whether nothing is known against a firm but that its list is too old to vouch for it."""
        return self.state is StandingState.AMBIGUOUS and bool(self.facts.get("register_stale"))


def standing_on(
    agency: int | AgencyMatch,
    *,
    on: date,
    destination: str | None,
    rulebook: Rulebook,
    book: LicenceBook,
    kind: RegisterKind = RegisterKind.AGENCIES,
    claimed: str = "",
    abroad_by: str = "",
) -> Standing:
    """The standing on `on`, for a job in `destination` (ISO code, None where unknown), of an agency or of a match.

    `abroad_by` are the advert's words of placing people abroad where no country is known.

    `kind` is the register that the agency is on, or that the match was made against, and `claimed` the name that was
    looked up there, which a notice may know where no register does. Pure: everything it may rest on is in `book`.
    """
    if isinstance(agency, AgencyMatch):
        standing = _of_match(
            agency, on=on, destination=destination, rulebook=rulebook, book=book, kind=kind, abroad_by=abroad_by
        )
        licensing = rulebook.jurisdiction.licensing
        notice = notice_by_name(claimed, agency, on=on, book=book, licensing=licensing)
        return standing if notice is None else _noticed_by_name(notice, standing, licensing)
    if kind is RegisterKind.NAMES:
        return _no_licences(on)
    holder = book.holders.get(agency)
    if holder is None:
        return _not_loaded(book, kind, on)
    facts = {"agency_id": holder.id, "agency": holder.name, "number": holder.number, "judged_for": on.isoformat()}
    licence = book.licence_on(agency, on)
    if licence is not None:
        facts |= _facts(licence)
        if (age := stale_by(licence, on, rulebook.jurisdiction.licensing)) is not None:
            facts |= {"register_stale": True, "register_days_old": age}
    if (notice := _notice_on(book.notices.get(agency, ()), licence, on, rulebook.jurisdiction.licensing)) is not None:
        return _noticed(notice, licence, facts, rulebook.jurisdiction.licensing)
    if licence is None:
        return _left(holder, book, on, facts, rulebook.jurisdiction.licensing)
    read = read_licence(licence, on=on, licensing=rulebook.jurisdiction.licensing)
    abroad = _abroad(destination, abroad_by, rulebook)
    if read[0] is StandingState.LICENSED and abroad and licence.scope is LicenceScope.LOCAL:
        reason = f"{called(licence)} is for local placement only; {abroad}"
        read = (StandingState.OUT_OF_SCOPE, f"{reason} ({printed_on(licence)})")
    return Standing(read[0], read[1], licence.expires_on, facts=facts)


def _abroad(destination: str | None, abroad_by: str, rulebook: Rulebook) -> str:
    """Where a job abroad is, in words; empty for one at home and where nothing says."""
    if destination is None:
        return f"the advert says {abroad_by!r} and names no country" if abroad_by else ""
    home = destination == rulebook.jurisdiction.country
    return "" if home else f"the job is in {rulebook.jurisdiction.name_of(destination)}"


def _of_match(
    match: AgencyMatch,
    *,
    on: date,
    destination: str | None,
    rulebook: Rulebook,
    book: LicenceBook,
    kind: RegisterKind,
    abroad_by: str,
) -> Standing:
    of_agency = partial(
        standing_on, on=on, destination=destination, rulebook=rulebook, book=book, kind=kind, abroad_by=abroad_by
    )
    if match.outcome is MatchOutcome.REGISTER_NOT_LOADED or book.register_on(kind, on) is None:
        return _not_loaded(book, kind, on)
    if match.former_id is not None and match.former_id in book.holders:
        return of_agency(match.former_id)
    if match.agency_id is None:
        return _of_nobody(match, book, kind, on)
    standing = of_agency(match.agency_id)
    if match.strength is not MatchStrength.NAME_CLOSE:
        return standing
    by_name = replace(standing, reason=f"{standing.reason}; matched by a close name only")
    if standing.state is StandingState.LICENSED:
        return replace(by_name, state=StandingState.LICENSED_BY_NAME_ONLY)
    return by_name if standing.list_is_too_old else standing


def _of_nobody(match: AgencyMatch, book: LicenceBook, kind: RegisterKind, on: date) -> Standing:
    snapshot = book.register_on(kind, on)
    printed = say(snapshot.as_of) if snapshot else "no date"
    facts: dict[str, Any] = {
        "judged_for": on.isoformat(),
        "register_of": snapshot.as_of.isoformat() if snapshot else "",
    }
    best = match.candidates[0] if match.candidates else None
    if best is not None:
        facts["closest"] = {"name": best.name, "number": best.number, "score": round(best.score, 3)}
    if match.outcome is MatchOutcome.AMBIGUOUS and len(match.candidates) == 1 and best is not None:
        said = f"only the last part of a licence number of the register of {printed} is given, that of {best.name}"
        return Standing(StandingState.AMBIGUOUS, f"{said} ({best.number or 'no number'})", facts=facts)
    if match.outcome is MatchOutcome.AMBIGUOUS:
        return Standing(StandingState.AMBIGUOUS, f"more than one firm of the register of {printed} fits", facts=facts)
    if best is not None and match.outcome is MatchOutcome.LOOK_ALIKE and (others := _other_contacts(match)):
        reason = f"{NOT_SHOWN} {best.name} ({best.number or 'no number'}) of the register of {printed}: "
        listed = " and ".join([", ".join(others[:-1]), others[-1]] if len(others) > 1 else others)
        reason += f"its {listed} {'are' if len(others) > 1 else 'is'} not that agency's"
        return Standing(StandingState.UNLISTED, reason, facts=facts)
    near = f"{_CLOSEST}{best.name} ({best.number or 'no number'})" if best else ""
    return Standing(StandingState.UNLISTED, f"not on the register of {printed}{near}", facts=facts)


def _other_contacts(match: AgencyMatch) -> list[str]:
    """The kinds of contact on which the advertiser and the agency whose name it bears differ.

    None where a distinguishing word of the names differs: a firm that only shares trade words with it is nobody's
    double, and the agency has nothing to do with it.
    """
    differing = {one.kind for one in match.reasons if not one.score}
    if "rare_word" in differing:
        return []
    return [said for kind, said in CONTACTS.items() if kind in differing]


def _not_loaded(book: LicenceBook, kind: RegisterKind, on: date) -> Standing:
    earliest = next(iter(book.snapshots.get(kind, ())), None)
    on_file = f"the earliest on file is of {say(earliest.as_of)}" if earliest else "none has been imported"
    holders = "maritime recruiters" if kind is RegisterKind.MARITIME else kind.value
    reason = f"no register of {holders} of {say(on)} is on file; {on_file}"
    return Standing(StandingState.REGISTER_NOT_LOADED, reason, facts={"judged_for": on.isoformat()})


def _no_licences(on: date) -> Standing:
    reason = "this is a register of legal entities, which gives no standing; ask the register of agencies for the firm"
    return Standing(StandingState.REGISTER_NOT_LOADED, reason, facts={"judged_for": on.isoformat()})


# What a firm was when the register last listed it, and still is: leaving the list takes none of these back.
_STAYS = frozenset({StandingState.REVOKED, StandingState.SUSPENDED, StandingState.EXPIRED})


def _left(holder: Holder, book: LicenceBook, on: date, facts: Mapping[str, Any], licensing: Licensing) -> Standing:
    """A firm that a register listed before and none does now: never licensed, and not said to be more than that."""
    if book.register_on(holder.kind, on) is None:
        return _not_loaded(book, holder.kind, on)
    if (found := book.left_before(holder.id, on)) is None:
        return Standing(StandingState.UNLISTED, f"not yet on the register on {say(on)}", facts=facts)
    licence, since = found
    last = licence.snapshot.as_of
    facts = {**facts, **_facts(licence), "listed_until": last.isoformat(), "not_listed_since": since.isoformat()}
    if (without := book.register_on(holder.kind, since)) is not None:
        facts |= {"missing_from_import": without.id, "missing_from_sha256": without.sha256}
    state, read = read_licence(licence, on=last, licensing=licensing)
    reason = f"was listed until the snapshot of {say(last)}, not since that of {say(since)}; then, {read}"
    return Standing(state if state in _STAYS else StandingState.UNLISTED, reason, licence.expires_on, facts=facts)


def _notice_on(
    notices: tuple[NoticeRow, ...], licence: LicenceRow | None, on: date, licensing: Licensing
) -> NoticeRow | None:
    """The last notice by `on` that takes the right to recruit, unless a licence was issued after it."""
    takes_away = (*licensing.revoked, LicenceStatus.SUSPENDED)
    for notice in reversed(notices):
        if notice.published_on <= on and notice.action in takes_away:
            issued = licence.issued_on if licence and licence.status is LicenceStatus.VALID else None
            return None if issued is not None and notice.published_on < issued <= on else notice
    return None


def _noticed_by_name(notice: NoticeRow, standing: Standing, licensing: Licensing) -> Standing:
    """What a notice adds to a firm that the register does not say to be anybody; a firm it barred already stays so."""
    if standing.state in _STAYS:
        return standing
    by_notice = _noticed(notice, None, {**standing.facts, "noticed_by": "name"}, licensing)
    # Which listed name comes closest is of no more interest once the firm itself is found in a notice.
    known = standing.reason.partition(_CLOSEST)[0]
    state = by_notice.state if standing.state in _ON_NO_REGISTER else standing.state
    return replace(by_notice, state=state, reason=f"{by_notice.reason}; {known}")


def _noticed(notice: NoticeRow, licence: LicenceRow | None, facts: Mapping[str, Any], licensing: Licensing) -> Standing:
    state = StandingState.REVOKED if notice.action in licensing.revoked else StandingState.SUSPENDED
    reason = f"{notice.action.value} by notice of {notice.issuer} of {say(notice.published_on)}"
    if licence is not None and licence.status is LicenceStatus.VALID:
        reason += f", although the register of {say(licence.snapshot.as_of)} still shows it as valid"
    notice_facts = {"notice": notice.name, "notice_of": notice.published_on.isoformat(), "issuer": notice.issuer}
    return Standing(
        state,
        reason,
        licence.expires_on if licence else None,
        notice.id,
        {**facts, **notice_facts, "notice_url": notice.url},
    )


def _facts(licence: LicenceRow) -> dict[str, Any]:
    return {
        "licence_number": licence.number,
        "status": licence.status.value,
        "status_as_printed": licence.status_raw,
        "scope": licence.scope.value,
        "issued_on": licence.issued_on.isoformat() if licence.issued_on else None,
        "expires_on": licence.expires_on.isoformat() if licence.expires_on else None,
        "register_of": licence.snapshot.as_of.isoformat(),
        "register_import": licence.snapshot.id,
        "register_sha256": licence.snapshot.sha256,
    }
