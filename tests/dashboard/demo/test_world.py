"""The week holds every kind often enough, and what each kind says of its papers is so in the registers."""

from collections import Counter

import phonenumbers
import pytest

from dashboard.demo.firms import Firm
from dashboard.demo.kinds import read_kinds
from dashboard.demo.recruiters import Recruiter
from dashboard.demo.week import DEMO_ON, MONDAY
from dashboard.demo.world import World, build_world

LAWFUL = ("licensed_clean", "licensed_travel_name", "branch", "sibling_name", "namesake_of_revoked", "cleared_cruise")


def of(world: World, key: str) -> list[Recruiter]:
    return [recruiter for recruiter in world.recruiters if recruiter.cast.key == key]


def firms(world: World) -> dict[str, Firm]:
    return {firm.name: firm for firm in world.firms}


def test_every_listed_kind_is_planted_at_least_twenty_times(world: World) -> None:
    planted = Counter(recruiter.cast.key for recruiter in world.recruiters)
    kinds = read_kinds()
    assert set(planted) == {*kinds.typologies, *kinds.innocents}
    assert min(planted.values()) >= 20


def test_innocents_are_the_majority_and_the_clean_agency_the_commonest(world: World) -> None:
    adverts = Counter(advert.recruiter.cast.key for advert in world.adverts)
    innocent = sum(adverts[key] for key in read_kinds().innocents)
    assert len(world.adverts) >= 3_000
    assert innocent > len(world.adverts) / 2
    assert adverts.most_common(1)[0][0] == "licensed_clean"


def test_a_third_of_the_recruiters_of_a_kind_use_held_wording_and_nothing_else(world: World) -> None:
    for key in read_kinds().typologies:
        recruiters = of(world, key)
        held = [recruiter for recruiter in recruiters if recruiter.cast.held]
        assert len(held) >= 0.2 * len(recruiters)
        for recruiter in recruiters:
            assert {passage.held for passage in recruiter.cast.passages} == {recruiter.cast.held}


@pytest.mark.parametrize("key", LAWFUL)
def test_the_papers_of_lawful_agencies_are_in_order(world: World, key: str) -> None:
    on_file = firms(world)
    for recruiter in of(world, key):
        firm = on_file[recruiter.names[0]]
        assert firm.listed
        assert firm.status == "valid"
        assert firm.expires_on > DEMO_ON
        assert recruiter.licence == firm.licence
        for intake in recruiter.intakes:
            if intake.place.code == "KE":
                assert firm.scope in ("local", "both")
                continue
            assert firm.scope in ("foreign", "both")
            posts = sum(order.posts for order in firm.orders if order.place.code == intake.place.code)
            assert posts >= sum(one.vacancies or 0 for one in recruiter.intakes if one.place.code == intake.place.code)
            assert all(order.approved_on < MONDAY for order in firm.orders)


def test_lawful_adverts_print_a_contact_that_the_register_has_or_the_licence(world: World) -> None:
    on_file = firms(world)
    for key in LAWFUL:
        for recruiter in of(world, key):
            firm = on_file[recruiter.names[0]]
            own = {"email"} if recruiter.contacts.email == firm.contacts.email else set()
            own |= {"phone"} if recruiter.contacts.phone == firm.contacts.phone else set()
            assert set(recruiter.prints) & (own | {"licence"})


def test_offenders_on_paper_are_what_the_registers_say(world: World) -> None:
    on_file, noticed = firms(world), {notice.name: notice for notice in world.notices}
    for recruiter in of(world, "expired_advertising"):
        assert on_file[recruiter.names[0]].expires_on < MONDAY
    for recruiter in of(world, "revoked_advertising"):
        assert noticed[recruiter.names[0]].published_on < MONDAY
    for recruiter in of(world, "scope_exceeded"):
        assert on_file[recruiter.names[0]].scope == "local"
        assert all(intake.place.code != "KE" for intake in recruiter.intakes)
    for key in ("never_licensed", "travel_agency_recruiting", "borrowed_licence", "one_text_many_names", "phoenix"):
        assert not {name for recruiter in of(world, key) for name in recruiter.names} & set(on_file)


def test_orders_are_missing_or_too_small_where_that_is_the_offence(world: World) -> None:
    on_file = firms(world)
    for recruiter in of(world, "vacancies_over_order"):
        orders = on_file[recruiter.names[0]].orders
        for intake in recruiter.intakes:
            approved = sum(order.posts for order in orders if order.place.code == intake.place.code)
            assert 0 < 2 * approved <= (intake.vacancies or 0)
    for recruiter in of(world, "no_job_order"):
        approved_for = {order.place.code for order in on_file[recruiter.names[0]].orders}
        assert not approved_for & {intake.place.code for intake in recruiter.intakes}


def test_a_phoenix_shares_two_contacts_with_a_firm_in_the_notice(world: World) -> None:
    noticed = {notice.name for notice in world.notices}
    old = {firm.name: firm for firm in world.firms if firm.name in noticed}
    for recruiter in of(world, "phoenix"):
        before, now = old[recruiter.other_agency].contacts, recruiter.contacts
        shared = [
            kind for kind in ("phone", "email", "person", "address") if getattr(before, kind) == getattr(now, kind)
        ]
        assert len(shared) >= 2
        assert set(recruiter.prints) <= set(shared)


def test_a_copycat_has_a_licensed_agencys_name_and_none_of_its_contacts(world: World) -> None:
    by_licence = {firm.licence: firm for firm in world.firms}
    exact = 0
    for recruiter in of(world, "copycat"):
        victim = by_licence[recruiter.licence]
        assert victim.status == "valid"
        exact += victim.name == recruiter.names[0]
        for kind in ("phone", "email", "domain", "address", "person"):
            assert getattr(victim.contacts, kind) != getattr(recruiter.contacts, kind)
    assert exact >= 5


def test_only_cleared_crews_stand_on_the_maritime_list(world: World) -> None:
    cleared = {firm.name for firm in world.firms if firm.maritime}
    assert {recruiter.names[0] for recruiter in of(world, "cleared_cruise")} <= cleared
    assert not {recruiter.names[0] for recruiter in of(world, "maritime_uncleared")} & cleared


def test_one_text_runs_under_three_names_or_more(world: World) -> None:
    rings: dict[str, set[str]] = {}
    for recruiter in of(world, "one_text_many_names"):
        rings.setdefault(recruiter.ring, set()).update(recruiter.names)
    assert len(rings) >= 10
    assert all(len(names) >= 3 for names in rings.values())


def test_telephones_are_of_valid_form_and_belong_to_one_firm(world: World) -> None:
    phones = [firm.contacts.phone for firm in world.firms]
    assert len(set(phones)) == len(phones)
    for phone in {*phones, *(recruiter.contacts.phone for recruiter in world.recruiters)}:
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone, "KE"))


def test_nothing_real_can_be_reached(world: World) -> None:
    for recruiter in world.recruiters:
        assert recruiter.contacts.domain.endswith(".example")
        assert recruiter.contacts.email.endswith(".example")


def test_a_larger_week_has_more_recruiters_and_busier_ones() -> None:
    week = build_world(seed=1, adverts=12_000)
    assert len(week.adverts) >= 12_000
    assert sum(firm.listed for firm in week.firms) < 1_500
