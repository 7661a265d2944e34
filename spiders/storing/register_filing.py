"""What becomes of an official list that was read: imported when read whole, else a recorded problem."""

from zoneinfo import ZoneInfo

import orjson

from registry.agency_register import import_register
from registry.database import unit_of_work
from registry.errors import InvalidInput, WakalaError
from registry.law.rulebook import load_rulebook
from registry.register_spec import RegisterSpec, load_spec
from registry.strict_yaml import parse_strict
from registry.vocabulary import CrawlState, ImportState
from spiders.register_spider import RegisterSpider
from spiders.source_schema import Source
from spiders.storing.crawl_store import CrawlStore


def file_register(store: CrawlStore, spider: RegisterSpider) -> CrawlState:
    """The crawl's state after importing the spider's rows; every problem is noted in its tally."""
    tally, source = spider.tally, spider.source
    if not tally.complete or not spider.rows:
        tally.problem("The list was not read whole, so nothing of it was imported; the register is as it was.")
        return CrawlState.FAILED
    try:
        with unit_of_work(store.work()) as session:
            at, spec = spider.now(), spec_of(source)
            law = load_rulebook(spec.jurisdiction, extra_dir=store.jurisdictions_dir)
            filed = import_register(
                session, spider.rows, spec=spec, source=source.start[0], sha256=spider.rows_sha256,
                as_of=at.astimezone(ZoneInfo(law.jurisdiction.time_zone)).date(), at=at,
                by=f"spider:{source.name}", rulebook=law,
            )  # fmt: skip
    except WakalaError as error:
        tally.problem(str(error))
        return CrawlState.FAILED
    if filed.state is ImportState.HELD:
        tally.problem(f"The list was held back: confirm it with `wakala register confirm {filed.id} --by EMAIL`.")
    return CrawlState.FINISHED


def spec_of(source: Source) -> RegisterSpec:
    """The spec that a register source names or holds, under the source's own jurisdiction and kind."""
    section = source.register_
    if section is None:
        raise InvalidInput(f"The source {source.name} has no `register` section; it is not an official list.")
    ours = {"jurisdiction": section.jurisdiction, "kind": section.register_kind}
    if isinstance(section.spec, str):
        return load_spec(section.spec).model_copy(update=ours)
    inline = orjson.dumps({**section.spec, **{name: str(value) for name, value in ours.items()}})
    return parse_strict(inline, RegisterSpec, name=f"source {source.name}, register.spec")
