"""Adverts by their ids: in order, without what nobody asks for, and without those that are gone."""

from sqlalchemy import inspect
from sqlmodel import Session

from registry.intake import record_sightings
from registry.stored_adverts import adverts_by_id
from tests.factory import a_crawl, an_item


def test_adverts_come_in_the_order_asked_for_and_those_not_on_file_are_left_out(session: Session) -> None:
    first, second = (int(one.id or 0) for one in record_sightings(session, [an_item(), an_item()], a_crawl(session)))
    assert [one.id for one in adverts_by_id(session, [second, second + 99, first])] == [second, first]


def test_every_property_is_read_only_where_it_is_asked_for(session: Session) -> None:
    (stored,) = record_sightings(session, [an_item(title="Cook")], a_crawl(session))
    number = int(stored.id or 0)
    session.flush()
    session.expunge_all()
    (advert,) = adverts_by_id(session, [number])
    assert "item" in inspect(advert).unloaded
    assert advert.item["title"] == "Cook"
