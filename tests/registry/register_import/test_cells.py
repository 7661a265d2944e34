"""Statuses, dates, scopes and contacts as registers print them."""

from datetime import date

import pytest

from registry.law.rulebook import load_rulebook
from registry.register_import.contacts import read_contacts
from registry.register_import.dates import read_day
from registry.register_import.statuses import StatusReader
from registry.register_reading.table import RawRow
from registry.register_spec import RegisterSpec
from registry.vocabulary import ContactKind, LicenceScope, LicenceStatus
from tests.registry.register_import.listing import AGENCIES

READER = StatusReader(AGENCIES, load_rulebook("zz").jurisdiction.licensing)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("VALID", LicenceStatus.VALID),
        ("Licence is valid until 2027", LicenceStatus.VALID),
        ("Not valid", LicenceStatus.EXPIRED),
        ("no longer active", None),
        ("invalid", None),
        ("Suspended (valid until June)", LicenceStatus.SUSPENDED),
        ("Imeisha", LicenceStatus.EXPIRED),
        ("IN-ACTIVE", None),
        ("un-licensed", None),
        ("De licensed", None),
        ("No valid licence", None),
        ("not currently licensed", None),
        ("isn't valid", None),
        ("Formerly licensed", None),
        ("ceased to be active", None),
        ("No. 12 valid", LicenceStatus.VALID),
        ("Valid, was renewed 2025", LicenceStatus.VALID),
        ("active but not licensed", None),
        ("Hana leseni halali", None),
        ("", None),
    ],
)
def test_a_status_is_read_from_its_words_and_a_denial_is_no_status(words: str, wanted: LicenceStatus | None) -> None:
    assert READER.of_words(words) is wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (RawRow({}, colour="#ff0000"), LicenceStatus.EXPIRED),
        (RawRow({}, colour="#b01010"), LicenceStatus.EXPIRED),  # a red, though none that the file lists
        (RawRow({}, colour="#000000", colours=("#000000", "#ff0000")), LicenceStatus.EXPIRED),
        (RawRow({}, colour="#ff0000", colours=("#ff0000", "#aa00aa")), LicenceStatus.EXPIRED),
        (RawRow({}, css_class="row lic-expired"), LicenceStatus.EXPIRED),
        (RawRow({}, css_class="statusValid"), LicenceStatus.VALID),
        (RawRow({}, colour="#ffff00"), None),
        (RawRow({}), None),
    ],
)
def test_a_status_is_read_from_colour_or_class(row: RawRow, wanted: LicenceStatus | None) -> None:
    assert READER.status("", row)[0] is wanted


def test_words_go_before_colour() -> None:
    assert READER.status("Valid", RawRow({}, colour="#ff0000")) == (LicenceStatus.VALID, "Valid")


def test_a_specs_own_words_go_before_its_countrys() -> None:
    own = {"jurisdiction": "zz", "columns": {"name": "N"}, "statuses": [{"words": ["valid"], "status": "pending"}]}
    reader = StatusReader(RegisterSpec.model_validate(own), load_rulebook("zz").jurisdiction.licensing)
    assert reader.of_words("valid") is LicenceStatus.PENDING


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Local only", LicenceScope.LOCAL),
        ("Overseas recruitment", LicenceScope.FOREIGN),
        ("Local & Foreign", LicenceScope.BOTH),
        ("", LicenceScope.UNKNOWN),
        ("localised", LicenceScope.UNKNOWN),
    ],
)
def test_a_scope_is_read_from_its_words(printed: str, wanted: LicenceScope) -> None:
    assert READER.scope(printed) is wanted


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("2026-03-05", date(2026, 3, 5)),
        ("05/03/2026", date(2026, 3, 5)),
        ("5.3.2026", date(2026, 3, 5)),
        ("5th March, 2026", date(2026, 3, 5)),
        ("05-Mar-2026", date(2026, 3, 5)),
        ("March 5, 2026", date(2026, 3, 5)),
        ("05/03/2026 00:00:00", date(2026, 3, 5)),
        ("2026-03-05T00:00:00Z", date(2026, 3, 5)),
        ("Valid until 5 March 2026", date(2026, 3, 5)),
        ("06/03/2025 - 05/03/2026", date(2026, 3, 5)),
        ("soon", None),
        ("31/02/2026", None),
        ("5/3/0026", None),
    ],
)
def test_a_day_is_read_day_first_and_the_last_of_several_counts(printed: str, wanted: date | None) -> None:
    assert read_day(printed, ()) == wanted


def test_a_workbooks_count_of_days_is_a_day() -> None:
    assert read_day("46387", ()) == date(2026, 12, 31)
    assert read_day("12345", ()) is None


def test_a_specs_own_format_goes_first() -> None:
    assert read_day("03/05/2026", ("%m/%d/%Y",)) == date(2026, 3, 5)


def test_telephone_cells_are_read_as_telephones() -> None:
    found = read_contacts({"phone": ("0700 000 001 or 020-2000000; +971 50 000 0001",)}, region="KE")
    assert [value for _, value, _ in found] == ["+254700000001", "+254202000000", "+971500000001"]
    short = read_contacts({"phone": ("21234567 / 61234567",)}, region="HK")
    assert [value for _, value, _ in short] == ["+85221234567", "+85261234567"]


def test_websites_addresses_and_people_have_comparable_values() -> None:
    cells = {
        "website": ("http://www.TemboRidge.example/about",),
        "address": ("Acacia  House, 2nd Fl.",),
        "person": ("Asha M.",),
    }
    assert [(kind, value) for kind, value, _ in read_contacts(cells, region="KE")] == [
        (ContactKind.DOMAIN, "temboridge.example"),
        (ContactKind.ADDRESS, "acacia house 2nd fl"),
        (ContactKind.PERSON, "asha m"),
    ]
