"""The labour office's lists: agencies behind an ASP.NET post-back pager, approved vacancies, and the maritime list."""

import base64
import hashlib
import hmac

from dashboard.demo.firms import Firm, Order
from dashboard.demo.pages import NOT_FOUND, Page, Request, number_of, render
from dashboard.demo.register_rows import agency_rows
from dashboard.demo.week import DEMO_ON
from dashboard.demo.world import World

PREFIX = "neaims"
LIST = "EmploymentAgencyList.aspx"
ORDERS = "ApprovedVacancies.aspx"
SEAFARERS = "SeafarerAgents.aspx"
GRID = "ctl00$MainContent$gvAgencies"
WINDOW = 10


class LabourOffice:
    """Pages under /neaims/."""

    def __init__(self, world: World) -> None:
        self._habits = world.data.register
        self._key = f"machine-key/{world.seed}".encode()
        self._rows = agency_rows(world)
        self._orders = _numbered_orders(world)
        self._seafarers = sorted((firm for firm in world.firms if firm.maritime), key=lambda firm: firm.name)
        self._pages = -(-len(self._rows) // self._habits.rows_a_page)

    def page(self, request: Request) -> Page:
        """The page at a path below the prefix."""
        if request.path == LIST:
            return self._list(1) if request.form is None else self._post_back(request.form)
        if request.path == ORDERS:
            return self._vacancies(number_of(request.query.get("page", ""), 1))
        if request.path == SEAFARERS:
            rows = [(firm, f"SRPS/{number:03d}", f"{DEMO_ON.replace(year=2027):%d/%m/%Y}")
                    for number, firm in enumerate(self._seafarers, 1)]  # fmt: skip
            return render("seafarers.html", rows=rows)
        return NOT_FOUND

    def _post_back(self, form: dict[str, str]) -> Page:
        """Another page of the grid, only for a form that this server handed out, as ASP.NET insists."""
        state, seal = form.get("__VIEWSTATE", ""), form.get("__EVENTVALIDATION", "")
        argument = form.get("__EVENTARGUMENT", "")
        wanted = number_of(argument.removeprefix("Page$"))
        if not hmac.compare_digest(seal, self._seal(state)) or form.get("__EVENTTARGET") != GRID:
            return Page(
                b"<h1>Server Error in '/' Application.</h1><p>Invalid postback or callback argument.</p>", status=500
            )
        if argument == "Page$" or wanted not in self._offered(number_of(_read_state(state), 1)):
            return Page(
                b"<h1>Server Error in '/' Application.</h1><p>Invalid postback or callback argument.</p>", status=500
            )
        return self._list(wanted)

    def _list(self, number: int) -> Page:
        size = self._habits.rows_a_page
        state = base64.b64encode(f"GridView|PageIndex={number}|{'x' * 600}".encode()).decode()
        return render(
            "agency_list.html",
            rows=list(enumerate(self._rows[(number - 1) * size : number * size], (number - 1) * size + 1)),
            state=state,
            seal=self._seal(state),
            grid=GRID,
            number=number,
            pager=[(page, self._label(page, number)) for page in self._offered(number, current=True)],
            total=len(self._rows),
            as_at=f"{DEMO_ON:%d/%m/%Y}",
        )

    def _offered(self, number: int, *, current: bool = False) -> list[int]:
        """Ten page numbers around the current one, and one more on either side behind "..."."""
        first = (number - 1) // WINDOW * WINDOW + 1
        pages = range(max(1, first - 1), min(self._pages, first + WINDOW) + 1)
        return [page for page in pages if current or page != number]

    def _label(self, page: int, number: int) -> str:
        return str(page) if (page - 1) // WINDOW == (number - 1) // WINDOW else "..."

    def _seal(self, state: str) -> str:
        return base64.b64encode(hmac.digest(self._key, state.encode(), hashlib.sha256)).decode()

    def _vacancies(self, number: int) -> Page:
        size = self._habits.orders_a_page
        pages = max(1, -(-len(self._orders) // size))
        if not 1 <= number <= pages:
            return NOT_FOUND
        rows = self._orders[(number - 1) * size : number * size]
        return render("orders.html", rows=rows, number=number, pages=pages, address=ORDERS)


def _read_state(state: str) -> str:
    try:
        return base64.b64decode(state, validate=True).decode().split("|")[1].removeprefix("PageIndex=")
    except (ValueError, IndexError):
        return ""


def _numbered_orders(world: World) -> list[tuple[str, Firm, Order]]:
    pairs = [(firm, order) for firm in world.firms for order in firm.orders]
    world.rng("orders").shuffle(pairs)
    pairs.sort(key=lambda pair: pair[1].approved_on, reverse=True)
    return [(f"DEMO/JO/{number:05d}", firm, order) for number, (firm, order) in enumerate(pairs, 1)]
