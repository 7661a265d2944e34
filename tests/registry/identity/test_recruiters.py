"""Recruiters come out the same in whatever order adverts arrive, and a person's word outlives every new advert."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, create_engine, select

from registry.errors import InvalidInput
from registry.identity.recruiter_groups.grouping import STRANGERS_AT_MOST
from registry.identity.recruiters import judge_identity, resolve_recruiter, resolve_recruiters, withdraw_judgement
from registry.law.official import official_domains
from registry.law.rulebook import load_rulebook
from registry.records import Advert, AuditEntry, IdentityJudgement, Recruiter, RecruiterKey
from registry.vocabulary import Judgement, SourceKind
from tests.factory import NOON, an_advert

_numbers = count(1)


def advert(session: Session, name: str, *contacts: tuple[str, str], **given: Any) -> Advert:
    listed = [{"kind": kind, "value": value, "raw": value} for kind, value in contacts]
    return an_advert(session, advertiser=name, advertiser_raw=name, contacts=listed, **given)


def together(session: Session, *adverts: Advert) -> bool:
    for one in adverts:
        session.refresh(one)
    return len({one.recruiter_id for one in adverts}) == 1


def test_a_shared_telephone_is_one_recruiter_under_two_names(session: Session, at: datetime) -> None:
    one = advert(session, "Tembo Ridge Placement", ("phone", "+254700000001"))
    other = advert(session, "Kifaru Careers", ("phone", "+254700000001"), ("paybill", "522522"))
    third = advert(session, "Chui Bureau", ("paybill", "522522"))
    found = resolve_recruiters(session, [one, other, third], at=at)
    assert together(session, one, other, third)
    assert found[int(one.id or 0)].names == ["Chui Bureau", "Kifaru Careers", "Tembo Ridge Placement"]
    keys = {(key.kind, key.value): key.adverts for key in session.exec(select(RecruiterKey))}
    assert keys["phone", "+254700000001"] == 2
    assert ("name", "chui bureau") in keys


def test_an_own_domain_joins_and_free_mail_joins_only_as_a_whole(session: Session, at: datetime) -> None:
    own = [advert(session, f"Name {word}", ("email", f"{word}@temboridge.example")) for word in ("Chui", "Simba")]
    free = [advert(session, f"Firm {word}", ("email", f"{word}@gmail.com")) for word in ("Nyati", "Swara")]
    same = advert(session, "Firm Duma", ("email", "nyati@gmail.com"))
    resolve_recruiters(session, [*own, *free, same], at=at)
    assert together(session, *own)
    assert not together(session, *free)
    assert together(session, free[0], same)


def test_a_boards_own_address_joins_nobody(session: Session, at: datetime) -> None:
    adverts = [
        advert(
            session, f"Firm {word}", ("email", f"{word}@kaziboard.example"), url=f"http://jobs.kaziboard.example/{word}"
        )
        for word in ("chui", "simba")
    ]
    resolve_recruiters(session, adverts, at=at)
    assert not together(session, *adverts)


def test_an_agencys_own_site_joins_its_adverts(session: Session, at: datetime) -> None:
    adverts = [
        advert(
            session,
            name,
            url=f"http://www.temboridge.example/{place}",
            source=f"site_{place}",
            source_kind=SourceKind.AGENCY_SITE,
        )
        for place, name in enumerate(("Tembo Ridge", "Kifaru Careers"))
    ]
    resolve_recruiters(session, adverts, at=at)
    assert together(session, *adverts)


def test_offices_under_the_states_domain_stay_apart(session: Session, at: datetime) -> None:
    domains = official_domains(load_rulebook("ke").jurisdiction)
    drive = advert(session, "Ofisi ya Kaunti ya Kisumu", ("email", "kazi@labour.go.ke"), ("phone", "+254700000001"))
    other = advert(session, "Ofisi ya Kaunti ya Meru", ("email", "kazi@labour.go.ke"), ("phone", "+254700000002"))
    borrowed = advert(session, "Chui Careers", ("email", "kazi@labour.go.ke"), ("phone", "+254700000003"))
    later = advert(session, "Chui Careers", ("phone", "+254700000003"))
    resolve_recruiters(session, [drive, borrowed], at=at, official=domains)
    resolve_recruiters(session, [other, later], at=at, official=domains)
    assert len({one.recruiter_id for one in session.exec(select(Advert))}) == 3
    assert together(session, borrowed, later)


def test_a_name_joins_only_what_nothing_contradicts(session: Session, at: datetime) -> None:
    agency = advert(session, "Tembo Ridge Placement Ltd", ("phone", "+254700000001"))
    plain = advert(session, "Tembo Ridge Placement")
    resolve_recruiters(session, [agency, plain], at=at)
    assert together(session, agency, plain)
    copycat = advert(session, "Tembo Ridge Placement", ("phone", "+254700000099"))
    resolve_recruiters(session, [copycat], at=at)
    assert not together(session, agency, copycat)
    assert not together(session, agency, plain)  # nothing says any more whose it is
    assert not together(session, copycat, plain)


def test_a_licence_number_alone_joins_nobody(session: Session, at: datetime) -> None:
    adverts = [advert(session, f"Firm {word}", ("licence", "ZZ/0001")) for word in ("Chui", "Simba")]
    resolve_recruiters(session, adverts, at=at)
    assert not together(session, *adverts)


def test_without_name_and_contact_each_advert_stands_alone(session: Session, at: datetime) -> None:
    adverts = [advert(session, name) for name in ("", "", "Confidential", "Confidential")]
    resolve_recruiters(session, adverts, at=at)
    assert len({one.recruiter_id for one in adverts}) == 4


STRANGERS = ("Chui", "Simba", "Nyati", "Swara", "Duma", "Fisi", "Korongo", "Mamba", "Ngiri", "Pundamilia", "Sungura")


def test_a_call_centres_telephone_does_not_glue_strangers(session: Session, at: datetime) -> None:
    assert len(STRANGERS) > STRANGERS_AT_MOST
    adverts = [advert(session, f"{word} Bureau", ("phone", "+254700000000")) for word in STRANGERS]
    resolve_recruiters(session, adverts[:STRANGERS_AT_MOST], at=at)
    assert together(session, *adverts[:STRANGERS_AT_MOST])
    resolve_recruiters(session, adverts[STRANGERS_AT_MOST:], at=at)
    assert len({one.recruiter_id for one in session.exec(select(Advert))}) == len(STRANGERS)


def test_merged_recruiters_point_at_the_one_that_stays(session: Session, at: datetime) -> None:
    first = [advert(session, "Chui Bureau", ("phone", "+254700000001")) for _ in range(2)]
    second = advert(session, "Simba Bureau", ("phone", "+254700000002"))
    stays = resolve_recruiters(session, first, at=at)[int(first[0].id or 0)]
    goes = resolve_recruiter(session, second, at=at)
    bridge = advert(session, "Simba Bureau", ("phone", "+254700000001"), ("phone", "+254700000002"))
    assert resolve_recruiter(session, bridge, at=at).id == stays.id
    session.refresh(goes)
    assert goes.merged_into_id == stays.id
    held = session.exec(select(RecruiterKey.recruiter_id).distinct()).all()
    assert held == [stays.id]


def test_a_known_recruiters_next_advert_is_added_without_its_others_being_read(
    session: Session, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [advert(session, "Chui Bureau", ("phone", "+254700000001")) for _ in range(3)]
    resolve_recruiters(session, first, at=at)
    with monkeypatch.context() as patch:
        patch.setattr("registry.identity.recruiter_groups.resolution.gather", None)
        later = [
            advert(session, "Chui Bureau", ("phone", "+254700000001"), ("email", "kazi@chui.example")),
            advert(session, "CHUI BUREAU", first_seen_at=at - timedelta(days=9)),
        ]
        resolve_recruiters(session, later, at=at)
    assert together(session, *first, *later)
    recruiter = session.exec(select(Recruiter)).one()
    session.refresh(recruiter)
    assert recruiter.names == ["Chui Bureau", "CHUI BUREAU"]
    assert recruiter.first_seen_at == at - timedelta(days=9)
    held = {
        key.value: key.adverts for key in session.exec(select(RecruiterKey).execution_options(populate_existing=True))
    }
    assert (held["+254700000001"], held["kazi@chui.example"], held["chui bureau"]) == (4, 1, 5)


def test_many_spellings_of_one_name_are_no_strangers(
    session: Session, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = (
        "Bureau",
        "BUREAU",
        "bureau",
        "Bureau Ltd",
        "Bureau Limited",
        "BUREAU LTD",
        "Bureau, Ltd.",
        "bureau limited",
    )
    first = [
        advert(session, f"{word} {form}", ("phone", "+254700000001")) for form in forms for word in ("Chui", "Simba")
    ]
    resolve_recruiters(session, first, at=at)
    monkeypatch.setattr("registry.identity.recruiter_groups.resolution.gather", None)
    later = advert(session, "Chui Bureau", ("phone", "+254700000001"))
    resolve_recruiters(session, [later], at=at)
    assert together(session, *first, later)


def test_resolving_again_changes_nothing(session: Session, at: datetime) -> None:
    adverts = [advert(session, "Chui Bureau", ("phone", "+254700000001")) for _ in range(3)]
    first = resolve_recruiters(session, adverts, at=at)
    again = resolve_recruiters(session, adverts, at=at)
    assert {number: one.id for number, one in first.items()} == {number: one.id for number, one in again.items()}
    assert len(session.exec(select(Recruiter)).all()) == 1


def test_not_the_same_cuts_and_outlives_new_adverts(session: Session, at: datetime) -> None:
    left = advert(session, "Chui Bureau", ("phone", "+254700000001"))
    right = advert(session, "Simba Bureau", ("phone", "+254700000001"))
    resolve_recruiters(session, [left, right], at=at)
    record = judge(session, left, right, Judgement.NOT_SAME, at)
    assert not together(session, left, right)
    later = advert(session, "Chui Bureau", ("phone", "+254700000001"))
    resolve_recruiters(session, [later], at=at)
    assert not together(session, left, right)
    assert together(session, left, later)
    withdraw_judgement(session, int(record.id or 0), officer="mkuu@example.test", reason="one owner after all", at=at)
    assert together(session, left, right, later)
    actions = [entry.action for entry in session.exec(select(AuditEntry).order_by(AuditEntry.id))]  # type: ignore[arg-type]
    assert actions == ["identity.judged", "identity.withdrawn"]


def test_same_joins_what_shares_nothing(session: Session, at: datetime) -> None:
    left = advert(session, "Chui Bureau", ("phone", "+254700000001"))
    right = advert(session, "Simba Bureau", ("phone", "+254700000002"))
    resolve_recruiters(session, [left, right], at=at)
    judge(session, left, right, Judgement.SAME, at)
    assert together(session, left, right)
    later = advert(session, "Simba Bureau", ("phone", "+254700000002"))
    resolve_recruiters(session, [later], at=at)
    assert together(session, left, right, later)


def number_of(session: Session, advert: Advert) -> int | None:
    session.refresh(advert)
    return advert.recruiter_id


def withdraw(session: Session, record: IdentityJudgement, at: datetime) -> None:
    withdraw_judgement(session, int(record.id or 0), officer="mkuu@example.test", reason="seen anew", at=at)


def test_recruiters_that_were_merged_come_back_under_their_own_numbers(session: Session, at: datetime) -> None:
    left = [advert(session, "Chui Bureau", ("phone", "+254700000001")) for _ in range(2)]
    right = advert(session, "Simba Bureau", ("phone", "+254700000002"))
    resolve_recruiters(session, [*left, right], at=at)
    before = [number_of(session, one) for one in (*left, right)]
    record = judge(session, left[0], right, Judgement.SAME, at)
    later = advert(session, "Simba Bureau", ("phone", "+254700000002"))
    resolve_recruiters(session, [later], at=at)
    assert [number_of(session, one) for one in (right, later)] == [before[0]] * 2
    withdraw(session, record, at)
    assert [number_of(session, one) for one in (*left, right)] == before
    assert number_of(session, later) == before[2]
    back = session.get(Recruiter, before[2], populate_existing=True)
    assert back is not None
    assert back.merged_into_id is None
    again = judge(session, left[0], right, Judgement.SAME, at)
    withdraw(session, again, at)
    assert [number_of(session, one) for one in (*left, right)] == before


def test_a_recruiter_that_was_split_and_put_together_again_mints_no_number(session: Session, at: datetime) -> None:
    adverts = [advert(session, f"{word} Bureau", ("phone", "+254700000001")) for word in ("Chui", "Chui", "Simba")]
    resolve_recruiters(session, adverts, at=at)
    before = number_of(session, adverts[0])
    record = judge(session, adverts[0], adverts[2], Judgement.NOT_SAME, at)
    split = number_of(session, adverts[2])
    assert number_of(session, adverts[0]) == before != split
    withdraw(session, record, at)
    assert {number_of(session, one) for one in adverts} == {before}
    judge(session, adverts[0], adverts[2], Judgement.NOT_SAME, at)
    assert number_of(session, adverts[2]) == split
    assert len(session.exec(select(Recruiter)).all()) == 2


def test_cannot_tell_is_kept_and_moves_nobody(session: Session, at: datetime) -> None:
    left = advert(session, "Chui Bureau", ("phone", "+254700000001"))
    right = advert(session, "Chui Bureau", ("phone", "+254700000001"))
    resolve_recruiters(session, [left, right], at=at)
    judge(session, left, right, Judgement.CANNOT_TELL, at)
    assert together(session, left, right)
    assert session.exec(select(IdentityJudgement)).one().judgement is Judgement.CANNOT_TELL


def test_a_judgement_needs_a_reason_and_two_adverts(session: Session, at: datetime) -> None:
    one, other = advert(session, "Chui Bureau"), advert(session, "Simba Bureau")
    with pytest.raises(InvalidInput, match="reason"):
        judge(session, one, other, Judgement.SAME, at, reason=" ")
    with pytest.raises(InvalidInput, match="itself"):
        judge(session, one, one, Judgement.SAME, at)


def judge(
    session: Session, left: Advert, right: Advert, said: Judgement, at: datetime, *, reason: str = "seen at both desks"
) -> IdentityJudgement:
    return judge_identity(
        session,
        left_advert_id=int(left.id or 0),
        right_advert_id=int(right.id or 0),
        judgement=said,
        officer="afisa@example.test",
        reason=reason,
        at=at,
    )


SPELLINGS = ("{} Bureau", "{} Bureau Ltd", "{} BUREAU", "{} Bureau Limited", "{} bureau")
NAMES = st.sampled_from(
    [form.format(word) for form in SPELLINGS for word in STRANGERS[:3]]
    + [f"{word} Bureau" for word in STRANGERS]
    + [""] * 3
)
CONTACTS = st.lists(
    st.tuples(st.just("phone"), st.sampled_from([f"+25470000000{digit}" for digit in range(6)])), max_size=2
)
ADVERTS = st.lists(st.tuples(NAMES, CONTACTS), min_size=1, max_size=24)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ADVERTS, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(adverts: list[tuple[str, list[tuple[str, str]]]], random: Any) -> None:
    at_once = arrived(adverts, batches=[list(range(len(adverts)))])
    order = list(range(len(adverts)))
    random.shuffle(order)
    cuts = sorted(random.sample(range(len(order) + 1), min(3, len(order))))
    batches = [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    assert arrived(adverts, batches=batches) == at_once


Known = tuple[frozenset[int], tuple[tuple[str, int], ...], tuple[tuple[str, str, int], ...]]


def arrived(adverts: list[tuple[str, list[tuple[str, str]]]], *, batches: list[list[int]]) -> set[Known]:
    """The recruiters after the adverts came in these batches: adverts by place, names and keys with their counts."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        stored = {}
        for step, batch in enumerate(batches):
            fresh = [advert(session, adverts[one][0], *adverts[one][1]) for one in batch]
            stored |= dict(zip(batch, fresh, strict=True))
            resolve_recruiters(session, fresh, at=NOON + timedelta(hours=step))
        groups: dict[int | None, set[int]] = {}
        for place, one in stored.items():
            session.refresh(one)
            groups.setdefault(one.recruiter_id, set()).add(place)
        found = {_known(session, number, members) for number, members in groups.items()}
    engine.dispose()
    return found


def _known(session: Session, number: int | None, members: set[int]) -> Known:
    recruiter = session.get(Recruiter, number, populate_existing=True)
    assert recruiter is not None
    keys = session.exec(select(RecruiterKey).where(RecruiterKey.recruiter_id == number))
    counts = sorted((one.kind.value, one.value, one.adverts) for one in keys)
    assert isinstance(recruiter.names_used, dict)
    assert list(recruiter.names_used) == recruiter.names
    return frozenset(members), tuple(recruiter.names_used.items()), tuple(counts)
