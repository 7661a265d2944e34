"""Features count what an advert's own words say, never what a register knows, and each has a sentence."""

import pytest

from registry.observation import SET_ASIDE
from registry.vocabulary import Ground, Stated
from risk_model.features import DIRECTIONS, FEATURE_NAMES, SENTENCES, Direction, feature_matrix, learnable_rules
from risk_model.own_licence import OWN_LICENCE
from tests.risk_model.factory import a_phrase_rule, a_reading, a_rule, a_rulebook, seen

RULEBOOK = a_rulebook(
    [
        a_phrase_rule("fee_registration", "pay to register"),
        a_phrase_rule("religion_tribe_filter", "only of our faith", ground=Ground.VULNERABILITY),
        a_rule("licence_expired_advertising", ground=Ground.LICENCE),
        a_rule("cloned_agency_name", kind="identity", ground=Ground.IDENTITY),
        a_rule("shared_phone_many_agencies", kind="network", ground=Ground.NETWORK),
    ]
)


def values(*observations: object, text: str = "Housekeeper") -> dict[str, float]:
    row = feature_matrix([a_reading(*observations, text=text)], rulebook=RULEBOOK)[0]  # type: ignore[arg-type]
    return dict(zip(FEATURE_NAMES, row.tolist(), strict=True))


def test_every_feature_is_a_sentence_an_inspector_can_read() -> None:
    for name in FEATURE_NAMES:
        assert SENTENCES[name].endswith("."), name
        assert "\n" not in SENTENCES[name], name


def test_what_a_register_an_identity_or_a_network_says_is_never_learnt() -> None:
    facts = [seen("licence_expired_advertising"), seen("cloned_agency_name"), seen("shared_phone_many_agencies")]
    assert values(*facts) == values()
    assert [rule.id for rule in learnable_rules(RULEBOOK)] == ["fee_registration"]


def test_every_feature_says_which_way_it_may_count() -> None:
    """A sentence of suspicion never speaks for an advert; what is none, and the fields of forms, may do either."""
    assert set(DIRECTIONS) == set(FEATURE_NAMES)
    lowers = {name for name, direction in DIRECTIONS.items() if direction is Direction.LOWERS}
    either = {name for name, direction in DIRECTIONS.items() if direction is Direction.EITHER}
    assert lowers == {"denies_fees", "speaks_as_warning"}
    assert either - {name for name in FEATURE_NAMES if name.startswith("leaves_out_")} == {
        "length",
        "prints_phone",
        "gives_web_address",
        "names_amount",
    }


def test_the_points_of_wording_weigh_and_those_of_registers_do_not() -> None:
    none, one = values()["weighs_by_rule"], values(seen("fee_registration"))["weighs_by_rule"]
    fact = values(seen("fee_registration"), seen("licence_expired_advertising"))["weighs_by_rule"]
    assert none == 0.0 < one == fact < 1.0


def test_faith_is_never_learnt() -> None:
    assert values(seen("religion_tribe_filter")) == values()


def test_stating_denying_and_quoting_differ() -> None:
    stated = values(seen("fee_registration"))
    denied = values(seen("fee_registration", stated=Stated.CONTRADICTED))
    quoted = values(seen("fee_registration", cancelled_by="a warning quotes it"))
    assert (stated["asks_for_money"], stated["denies_fees"], stated["speaks_as_warning"]) == (1, 0, 0)
    assert (denied["asks_for_money"], denied["denies_fees"], denied["speaks_as_warning"]) == (0, 1, 0)
    assert (quoted["asks_for_money"], quoted["denies_fees"], quoted["speaks_as_warning"]) == (0, 0, 1)


@pytest.mark.parametrize("why", [SET_ASIDE, f"{OWN_LICENCE}: licence ZZ/EA/0001 is valid until 1 May 2027"])
def test_what_nobody_quotes_to_warn_of_it_is_no_warning(why: str) -> None:
    assert values(seen("fee_registration", cancelled_by=why)) == values()


def test_the_text_is_read_for_phone_address_and_amount() -> None:
    found = values(text="Call 0700 000 001 or see www.tembo.example, KSh 30,000 a month")
    assert (found["prints_phone"], found["gives_web_address"], found["names_amount"]) == (1, 1, 1)
    assert sum(values(text="Join us")[name] for name in ("prints_phone", "gives_web_address", "names_amount")) == 0


def test_no_readings_is_no_rows() -> None:
    assert feature_matrix([], rulebook=RULEBOOK).shape == (0, len(FEATURE_NAMES))
