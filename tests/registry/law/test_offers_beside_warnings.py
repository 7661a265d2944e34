"""A warning is believed where the advert offers nothing of its own beside it."""

import pytest
from sqlmodel import Session

from registry.law.recruiting_signs import SignReader
from registry.law.rulebook import load_rulebook
from tests.factory import an_advert


@pytest.mark.parametrize(
    ("text", "given", "name", "warns"),
    [
        ("Beware of fake agents! Housemaids, Kuwait\nHousemaids for Kuwait. Call 0700 000 009.", {}, "Chui", False),
        ("Beware of conmen - nurses, Oman\nAsk for our director, 0700 000 052.", {}, "Chui", False),
        ("Jihadharini na matapeli! Walezi\nWalezi wanahitajika Oman. Piga 0700 000 052.", {}, "Chui", False),
        ("Beware of conmen\nWrite to us.", {"item": {"base_salary": {"value": 90}}}, "Chui", False),
        ("Beware of conmen\nWrite to us.", {"vacancies": 12}, "Chui", False),
        (
            "Update\nBeware of fakes. Beware of conmen. Beware of brokers. Maids, Oman, 0700 000 009.",
            {},
            "Chui",
            False,
        ),
        ("Beware of conmen\nThey promise jobs in Oman and call from 0700 000 009.", {}, "Chui", True),
        ("Beware of conmen\nMaids were stranded. Do not call 0700 000 009.", {}, "Chui", True),
        ("Beware of conmen\nMaids were stranded. Our help line is 0700 000 092.", {}, "Chui", True),
        ("Beware of conmen\nEvery worker has rights. Call 0700 000 092.", {}, "Amani Workers Network", True),
    ],
)
def test_a_warning_beside_an_offer_is_not_believed(
    session: Session, text: str, given: dict[str, object], name: str, warns: bool
) -> None:
    title, description = text.split("\n")
    advert = an_advert(session, title=title, description=description, destination="KW", **given)
    assert SignReader.of(load_rulebook("ke")).read(advert, name=name).warns is warns
