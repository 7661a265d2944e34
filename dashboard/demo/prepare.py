"""Lays a demo home out: its port, source files, law, forwarded texts and truth, the same every time for one seed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from dashboard.demo.forwards import write_forwards
from dashboard.demo.law_overlay import shipped_law, write_law
from dashboard.demo.ports import HOST, free_port, port_is_free
from dashboard.demo.site_map import DemoSites
from dashboard.demo.sources import write_sources
from dashboard.demo.truth import write_truth
from dashboard.demo.week import DEMO_ON
from dashboard.demo.world import build_world
from registry.errors import InvalidInput

DEFAULT_SEED = 1
DEFAULT_ADVERTS = 3_000
MOST_ADVERTS = 100_000
LEAST_ADVERTS = 50
STATE = "demo.json"


class _State(BaseModel):
    """What `demo.json` remembers; `law` is the digest of the shipped file that the demo's law was made from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    port: int
    seed: int
    adverts: int
    on: date = DEMO_ON  # every later command in this home takes this day for today
    began: AwareDatetime = Field(default_factory=lambda: datetime.now(UTC))
    written: int = 0
    sources: tuple[str, ...] = ()
    law: str = ""


@dataclass(frozen=True)
class DemoPlan:
    """Where the demo of one home is and what it holds; `written` counts adverts in all, forwarded ones included."""

    home: Path
    port: int
    seed: int
    adverts: int
    written: int = 0
    sources: tuple[str, ...] = ()
    on: date = DEMO_ON

    @property
    def address(self) -> str:
        """The country's front page."""
        return f"http://{HOST}:{self.port}"

    @property
    def sources_dir(self) -> Path:
        """The source files, for WAKALA_SOURCES_DIR."""
        return self.home / "sources"

    @property
    def jurisdictions_dir(self) -> Path:
        """The law with the demo's ministry in it, for WAKALA_JURISDICTIONS_DIR."""
        return self.home / "jurisdictions"

    @property
    def forwards_csv(self) -> Path:
        """The forwarded texts."""
        return self.home / "forwarded.csv"

    @property
    def truth_csv(self) -> Path:
        """The truth; only the evaluation reads it."""
        return truth_file(self.home)


def truth_file(home: Path) -> Path:
    """Where a home keeps the truth; only the evaluation reads it."""
    return home / "truth" / "truth.csv"


def prepare(home: Path, *, seed: int | None = None, adverts: int | None = None) -> DemoPlan:
    """Write everything the demo needs under `home`; repeated with the same figures it changes nothing.

    Figures not given are those of the last time. Raises InvalidInput for a size out of bounds, and when this home
    already holds another week.
    """
    plan = read_plan(home, seed=seed, adverts=adverts)
    known = _read_state(plan.home)
    done = known is not None and known.written
    if known and done and (known.seed, known.adverts) != (plan.seed, plan.adverts):
        raise InvalidInput(
            f"{plan.home} already holds the week of seed {known.seed} with {known.adverts} adverts; "
            "run with those figures, or name another home in WAKALA_HOME."
        )
    law = shipped_law()
    if known is None or not done or known.law != law.digest:
        write_law(plan.jurisdictions_dir, law)
    state = known if known and done else _write_week(plan)
    _remember(plan.home, state.model_copy(update={"law": law.digest}))
    return DemoPlan(plan.home, state.port, state.seed, state.adverts, state.written, state.sources)


def read_plan(home: Path, *, port: int | None = None, seed: int | None = None, adverts: int | None = None) -> DemoPlan:
    """The plan of a home, with its port chosen once and kept; raises InvalidInput for figures out of bounds."""
    home = home.resolve()
    known = _read_state(home) or _State(port=port or free_port(), seed=DEFAULT_SEED, adverts=DEFAULT_ADVERTS)
    size = known.adverts if adverts is None else adverts
    if not LEAST_ADVERTS <= size <= MOST_ADVERTS:
        raise InvalidInput(f"--adverts is {size}; give a number from {LEAST_ADVERTS} to {MOST_ADVERTS:,}.")
    return DemoPlan(home, port or known.port, known.seed if seed is None else seed, size, known.written, known.sources)


def check_port(plan: DemoPlan) -> None:
    """Raises InvalidInput when the home's port is in use by somebody else."""
    if not port_is_free(plan.port):
        raise InvalidInput(f"Port {plan.port} on {HOST} is taken; stop what uses it, or use another WAKALA_HOME.")


def _write_week(plan: DemoPlan) -> _State:
    world = build_world(seed=plan.seed, adverts=plan.adverts)
    sites = DemoSites(world, plan.address)
    plan.truth_csv.parent.mkdir(parents=True, exist_ok=True)
    write_truth(world, sites, plan.truth_csv)
    write_forwards(world, sites, plan.forwards_csv)
    names = write_sources(world, sites, plan.sources_dir)
    return _State(
        port=plan.port, seed=plan.seed, adverts=plan.adverts, written=len(world.adverts), sources=tuple(names)
    )


def _read_state(home: Path) -> _State | None:
    file = home / STATE
    if not file.is_file():
        return None
    try:
        return _State.model_validate_json(file.read_bytes())
    except (ValidationError, OSError) as error:
        raise InvalidInput(
            f"{file} cannot be used; remove the folder {home}, and the demo is laid out anew."
        ) from error


def _remember(home: Path, state: _State) -> None:
    """Whole or not at all: a half-written file would cost the home its port."""
    home.mkdir(parents=True, exist_ok=True)
    fresh = home / f"{STATE}.new"
    fresh.write_text(state.model_dump_json(indent=1) + "\n", encoding="utf-8")
    fresh.replace(home / STATE)
