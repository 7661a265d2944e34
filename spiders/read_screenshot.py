"""Door: the words on a picture of an advert (`python -m spiders.read_screenshot FILE`); JSON on standard output."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from registry.errors import InvalidInput
from spiders.doors import give, run_door
from spiders.reports.screenshot import MAX_FILE, words_of


def main(arguments: Sequence[str]) -> int:
    """Read one picture."""
    parser = argparse.ArgumentParser(prog="python -m spiders.read_screenshot", description=__doc__)
    parser.add_argument("file", metavar="FILE", type=Path, help="a PNG, JPEG or WEBP file")
    file = parser.parse_args(arguments).file
    try:
        with file.open("rb") as stream:
            image = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read ({error.strerror}); check the path.") from error
    give({"text": words_of(image)})
    return 0


if __name__ == "__main__":
    run_door(main)
