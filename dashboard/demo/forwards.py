"""The CSV of texts that citizens forwarded from WhatsApp and Facebook, for the manual-intake door."""

import csv
from pathlib import Path
from random import Random

from dashboard.demo.composition import Written, write
from dashboard.demo.site_map import DemoSites
from dashboard.demo.week import DEMO_ON
from dashboard.demo.world import World

COLUMNS = ("url", "source", "channel", "posted_on", "received_on", "title", "advertiser", "description", "location",
           "destination_country", "salary")  # fmt: skip
CHANNELS = ("whatsapp", "facebook", "telegram")
NAMELESS = 0.15
SOURCE = "demo_forwards"


def write_forwards(world: World, sites: DemoSites, file: Path) -> None:
    """One row a forwarded text, as `wakala report add --csv` reads them."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for advert in world.by_site.get("forward", ()):
            written = write(world, advert)
            writer.writerow(_row(world, written, sites.address(advert), world.rng("forward", advert.number)))


def _row(world: World, written: Written, address: str, rng: Random) -> tuple[str, ...]:
    posted = written.posted_on
    dated = "" if posted is None else posted.isoformat() if rng.random() < 0.85 else f"{posted:%d/%m/%Y}"
    abroad = written.place is not world.data.places.home
    return (
        address,
        SOURCE,
        rng.choice(CHANNELS),
        dated,
        DEMO_ON.isoformat(),
        written.title,
        "" if rng.random() < NAMELESS else written.advertiser,
        _message(written, rng),
        written.location,
        written.place.name if abroad and rng.random() < 0.5 else "",
        written.pay_text if written.pay else "",
    )


def _message(written: Written, rng: Random) -> str:
    """The text as phones show it: starred headlines, emoji, a note that it was forwarded."""
    headline = rng.choice((f"*{written.title}*", written.title.upper(), f"🔥 {written.title} 🔥", written.title))
    lines = [headline, *written.paragraphs]
    if rng.random() < 0.2:
        lines.insert(0, "Forwarded many times")
    if rng.random() < 0.3:
        lines = [line + rng.choice(("", "", " 🙏", " ✅", " 📞")) for line in lines]
    return "\n".join(lines)
