"""May it recruit, on this date, for this destination: the table of answers, with the reason each gives."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from registry.identity.types import AgencyMatch, Candidate, MatchReason
from registry.law.licence_book import LicenceBook
from registry.law.licensing import Standing, standing_on
from registry.law.rulebook import SHIPPED, load_rulebook
from registry.records import Agency, RegisterImport
from registry.register_reading.table import RawRow
from registry.vocabulary import MatchOutcome, MatchStrength, RegisterKind, StandingState
from tests.registry.register_import.listing import AGENCIES, BLACK, NOTICES, RED, load, row, valid

ZZ = load_rulebook("zz")
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
TEMBO = "ZZ/EA/0900"


def standing(session: Session, on: date, destination: str | None = None, *, number: str = TEMBO) -> Standing:
    agency = session.exec(select(Agency).where(Agency.number == number)).one()
    book = LicenceBook.build(session, "zz")
    return standing_on(int(agency.id or 0), on=on, destination=destination, rulebook=ZZ, book=book)


def listed(session: Session, as_of: date, tembo: RawRow | None) -> None:
    load(session, [*([tembo] if tembo else []), *valid(20)], as_of=as_of)


def tembo(**cells: str | None) -> RawRow:
    colour = cells.pop("colour", BLACK)
    return row("Tembo Ltd", TEMBO, colour=colour, **{key: str(value) for key, value in cells.items()})


@pytest.mark.parametrize(
    ("cells", "destination", "state", "reason"),
    [
        ({"Expiry": "2026-12-31"}, None, StandingState.LICENSED, "valid until 31 December 2026"),
        ({}, "SA", StandingState.LICENSED, "licence ZZ/EA/0900 is valid (register of 1 May 2026)"),
        ({"Expiry": "2026-06-01"}, None, StandingState.LICENSED, "valid until 1 June 2026"),
        ({"Expiry": "2026-05-31"}, None, StandingState.EXPIRED, "licence ZZ/EA/0900 expired on 31 May 2026"),
        ({"colour": RED}, None, StandingState.EXPIRED, "shown as expired, without a date"),
        ({"colour": RED, "Expiry": "2026-03-03"}, None, StandingState.EXPIRED, "expired on 3 March 2026"),
        ({"colour": RED, "Expiry": "2026-12-31"}, None, StandingState.EXPIRED, "although it prints 31 December"),
        ({"Status": "suspended"}, None, StandingState.SUSPENDED, "shown as suspended"),
        ({"Status": "struck off"}, None, StandingState.REVOKED, "shown as deregistered"),
        ({"Status": "under vetting"}, None, StandingState.PENDING, "shown as pending"),
        ({"Status": "???"}, None, StandingState.AMBIGUOUS, "shown as ambiguous"),
        (
            {"Issued": "2025-01-10"},
            None,
            StandingState.AMBIGUOUS,
            "over if granted for 1 year (until 10 January 2026) and still valid if granted for 2 years "
            "(until 10 January 2027)",
        ),
        ({"Scope": "local only"}, "SA", StandingState.OUT_OF_SCOPE, "local placement only; the job is in Saudi Arabia"),
        ({"Scope": "local only"}, "ZZ", StandingState.LICENSED, "valid"),
        ({"Scope": "local only"}, None, StandingState.LICENSED, "valid"),
        ({"Scope": "foreign"}, "SA", StandingState.LICENSED, "valid"),
        ({}, "SA", StandingState.LICENSED, "valid"),
        ({"Scope": "local only", "colour": RED}, "SA", StandingState.EXPIRED, "expired"),
    ],
)
def test_what_the_register_shows_is_what_the_standing_says(
    session: Session,
    cells: dict[str, str],
    destination: str | None,
    state: StandingState,
    reason: str,
) -> None:
    listed(session, MAY, tembo(**cells))
    found = standing(session, JUNE, destination)
    assert (found.state, reason in found.reason) == (state, True), found.reason


def test_an_advert_of_may_is_judged_by_the_register_of_may(session: Session) -> None:
    listed(session, MAY, tembo())
    listed(session, JUNE, tembo(Status="cancelled"))
    assert standing(session, date(2026, 5, 31)).state is StandingState.LICENSED
    assert standing(session, JUNE).state is StandingState.REVOKED
    assert standing(session, date(2026, 5, 31)).facts["register_of"] == "2026-05-01"


def test_a_licence_shown_as_expired_in_june_was_valid_in_may_up_to_its_date(session: Session) -> None:
    listed(session, JUNE, tembo(colour=RED, Expiry="2026-05-20"))
    assert standing(session, date(2026, 5, 20)).state is StandingState.LICENSED
    assert standing(session, date(2026, 5, 21)).state is StandingState.EXPIRED


def test_a_firm_that_left_the_register_is_unlisted_from_that_day(session: Session) -> None:
    listed(session, MAY, tembo(Expiry="2026-12-31"))
    listed(session, JUNE, tembo(Expiry="2026-12-31"))
    listed(session, JULY, None)
    assert standing(session, MAY).state is StandingState.LICENSED
    assert standing(session, date(2026, 6, 30)).state is StandingState.LICENSED
    found = standing(session, JULY)
    assert (found.state, found.facts["listed_until"]) == (StandingState.UNLISTED, "2026-06-01")
    assert (found.facts["register_import"], found.facts["missing_from_import"]) == tuple(
        session.exec(
            select(RegisterImport.id).where(col(RegisterImport.as_of) >= JUNE).order_by(col(RegisterImport.id))
        )
    )
    assert found.reason == (
        "was listed until the snapshot of 1 June 2026, not since that of 1 July 2026; "
        "then, licence ZZ/EA/0900 is valid until 31 December 2026 (register of 1 June 2026)"
    )


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({"Status": "struck off"}, StandingState.REVOKED),
        ({"Status": "suspended"}, StandingState.SUSPENDED),
        ({"colour": RED, "Expiry": "2026-03-03"}, StandingState.EXPIRED),
        # Its own date went by after it had left: that it is not listed is all that is known.
        ({"Expiry": "2026-06-10"}, StandingState.UNLISTED),
        ({"Status": "under vetting"}, StandingState.UNLISTED),
    ],
)
def test_what_was_taken_from_a_firm_before_it_left_stays_taken(
    session: Session, cells: dict[str, str], state: StandingState
) -> None:
    listed(session, MAY, tembo(**cells))
    listed(session, JUNE, None)
    found = standing(session, JULY)
    assert found.state is state
    assert found.reason.startswith("was listed until the snapshot of 1 May 2026, not since that of 1 June 2026; then, ")


def test_a_firm_that_was_not_yet_listed_never_left(session: Session) -> None:
    listed(session, MAY, None)
    listed(session, JUNE, tembo())
    assert standing(session, date(2026, 5, 20)).reason == "not yet on the register on 20 May 2026"


def test_the_first_register_speaks_for_a_quarter_before_it_and_no_further(session: Session) -> None:
    listed(session, JUNE, tembo())
    assert standing(session, date(2026, 4, 1)).state is StandingState.LICENSED
    early = standing(session, date(2025, 6, 1))
    assert early.state is StandingState.REGISTER_NOT_LOADED
    assert "the earliest on file is of 1 June 2026" in early.reason


def test_a_notice_bars_a_listed_firm_also_on_a_day_that_no_register_speaks_for(session: Session) -> None:
    listed(session, JUNE, tembo())
    notice(session, "2025-05-01")
    assert standing(session, date(2025, 6, 1)).state is StandingState.REVOKED
    assert standing(session, date(2025, 4, 30)).state is StandingState.REGISTER_NOT_LOADED


def test_presence_means_licensed_only_where_the_list_says_so(session: Session) -> None:
    spec = AGENCIES.model_copy(update={"presence_means_licensed": True})
    load(session, [row("Tembo Ltd", TEMBO, Issued="2019-01-01")], as_of=MAY, spec=spec)
    assert standing(session, JUNE).state is StandingState.LICENSED


def days_after(days: int) -> date:
    return MAY + timedelta(days=days)


def test_a_list_that_grew_old_vouches_for_nobody_without_a_date_and_calls_nobody_unlicensed(session: Session) -> None:
    spec = AGENCIES.model_copy(update={"presence_means_licensed": True})
    load(session, [row("Tembo Ltd", TEMBO, Issued="2019-01-01"), *valid(3)], as_of=MAY, spec=spec)
    assert standing(session, days_after(365)).state is StandingState.LICENSED
    stale = standing(session, days_after(366))
    assert stale.state is StandingState.AMBIGUOUS
    assert stale.reason == (
        "licence ZZ/EA/0900 was valid on a list that is 366 days old on 2 May 2027 and prints no expiry date for it: "
        "whether it still is cannot be told (register of 1 May 2026)"
    )
    assert (stale.facts["register_stale"], stale.facts["register_days_old"]) == (True, 366)
    load(session, [row("Tembo Ltd", TEMBO, Issued="2019-01-01"), *valid(3)], as_of=days_after(360), spec=spec)
    assert standing(session, days_after(366)).state is StandingState.LICENSED


def test_an_old_list_goes_on_for_what_prints_its_own_end_and_for_what_was_taken(session: Session) -> None:
    rows = [tembo(Expiry="2028-01-01"), row("Chui Ltd", "ZZ/EA/0901", Status="struck off"), *valid(20)]
    load(session, rows, as_of=MAY)
    late = days_after(400)
    assert standing(session, late).state is StandingState.LICENSED
    assert "register_stale" not in standing(session, late).facts
    assert standing(session, late, number="ZZ/EA/0901").state is StandingState.REVOKED
    assert standing(session, late, number="ZZ/EA/0001").state is StandingState.AMBIGUOUS


def test_a_scope_is_not_said_to_be_exceeded_by_a_list_too_old_to_tell(session: Session) -> None:
    listed(session, MAY, tembo(Scope="local only"))
    assert standing(session, days_after(400), "SA").state is StandingState.AMBIGUOUS


@pytest.mark.parametrize(
    ("said", "state"),
    [("30", StandingState.AMBIGUOUS), ("900", StandingState.LICENSED), ("null", StandingState.LICENSED)],
)
def test_the_jurisdiction_says_when_a_list_goes_stale(
    session: Session, tmp_path: Path, said: str, state: StandingState
) -> None:
    text = (SHIPPED / "zz.yml").read_text("utf-8")
    text = text.replace("register_goes_stale_after_days: 365", f"register_goes_stale_after_days: {said}")
    (tmp_path / "zz.yml").write_text(text, "utf-8")
    listed(session, MAY, tembo())
    agency = session.exec(select(Agency).where(Agency.number == TEMBO)).one()
    book, law = LicenceBook.build(session, "zz"), load_rulebook("zz", extra_dir=tmp_path)
    found = standing_on(int(agency.id or 0), on=days_after(400), destination=None, rulebook=law, book=book)
    assert found.state is state


def test_no_shipped_age_of_a_list_is_given_as_confirmed() -> None:
    for code in ("ke", "hk"):
        licensing = load_rulebook(code).jurisdiction.licensing
        assert licensing.register_goes_stale_after_days
        assert "unconfirmed (c)" in licensing.register_goes_stale_note.lower()


def notice(session: Session, day: str, **cells: str) -> None:
    given = {"Firm": "Tembo Ltd", "No": TEMBO, "Date": day, "Director": "", "Reason": "", **cells}
    load(session, [RawRow(cells=given)], as_of=MAY, spec=NOTICES, source="notice.html")


def test_a_notice_takes_the_right_to_recruit_whatever_the_register_still_shows(session: Session) -> None:
    listed(session, MAY, tembo(Expiry="2026-12-31"))
    notice(session, "2026-05-15")
    assert standing(session, date(2026, 5, 14)).state is StandingState.LICENSED
    found = standing(session, date(2026, 5, 15))
    assert found.state is StandingState.REVOKED
    assert found.notice_id is not None
    assert found.reason == (
        "deregistered by notice of Ministry of Labour of Zamzania of 15 May 2026, "
        "although the register of 1 May 2026 still shows it as valid"
    )


def test_a_licence_issued_after_the_notice_clears_the_firm(session: Session) -> None:
    listed(session, MAY, tembo(Expiry="2026-12-31", Issued="2025-12-31"))
    notice(session, "2026-05-15")
    listed(session, JUNE, tembo(Expiry="2027-05-30", Issued="2026-05-30"))
    assert standing(session, JUNE).state is StandingState.LICENSED
    assert standing(session, date(2026, 5, 20)).state is StandingState.REVOKED


def match(outcome: MatchOutcome, *, agency_id: int | None = None, strength: MatchStrength) -> AgencyMatch:
    near = (Candidate(1, TEMBO, "Tembo Ltd", 0.8),)
    return AgencyMatch(agency_id, strength, outcome, 0.8, (), near)


def test_a_match_decides_whose_standing_it_is(session: Session) -> None:
    listed(session, MAY, tembo())
    agency = int(session.exec(select(Agency).where(Agency.number == TEMBO)).one().id or 0)
    book = LicenceBook.build(session, "zz", agency_ids=[agency])

    def asked(found: AgencyMatch, kind: RegisterKind = RegisterKind.AGENCIES) -> Standing:
        return standing_on(found, on=JUNE, destination=None, rulebook=ZZ, book=book, kind=kind)

    exact = match(MatchOutcome.MATCHED, agency_id=agency, strength=MatchStrength.NAME_EXACT)
    close = match(MatchOutcome.MATCHED, agency_id=agency, strength=MatchStrength.NAME_CLOSE)
    assert asked(exact).state is StandingState.LICENSED
    assert asked(close).state is StandingState.LICENSED_BY_NAME_ONLY
    old = standing_on(close, on=days_after(400), destination=None, rulebook=ZZ, book=book, kind=RegisterKind.AGENCIES)
    assert old.state is StandingState.AMBIGUOUS
    assert old.reason.endswith("; matched by a close name only")
    unlisted = asked(match(MatchOutcome.UNLISTED, strength=MatchStrength.NONE))
    assert unlisted.state is StandingState.UNLISTED
    assert "not on the register of 1 May 2026; the closest name on it is Tembo Ltd (ZZ/EA/0900)" in unlisted.reason
    assert asked(match(MatchOutcome.AMBIGUOUS, strength=MatchStrength.AMBIGUOUS)).state is StandingState.AMBIGUOUS
    missing = asked(match(MatchOutcome.UNLISTED, strength=MatchStrength.NONE), RegisterKind.MARITIME)
    assert missing.state is StandingState.REGISTER_NOT_LOADED
    assert missing.reason.startswith("no register of maritime recruiters of 1 June 2026 is on file")
    assert "none has been imported" in missing.reason


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["phone"], "not shown to be Tembo Ltd (ZZ/EA/0900) of the register of 1 May 2026: its phone is not that"),
        (["phone", "email", "domain"], "its phone, e-mail and domain are not that agency's"),
        (["phone", "rare_word"], "not on the register of 1 May 2026; the closest name on it is Tembo Ltd"),
    ],
)
def test_only_a_firm_that_bears_the_name_is_told_apart_from_the_agency(
    session: Session, kinds: list[str], said: str
) -> None:
    listed(session, MAY, tembo())
    book = LicenceBook.build(session, "zz", agency_ids=[])
    differing = tuple(MatchReason(kind, "a", "b", 0.0, "differs") for kind in kinds)
    alike = replace(match(MatchOutcome.LOOK_ALIKE, strength=MatchStrength.NONE), reasons=differing)
    found = standing_on(alike, on=JUNE, destination=None, rulebook=ZZ, book=book, kind=RegisterKind.AGENCIES)
    assert found.state is StandingState.UNLISTED
    assert said in found.reason
