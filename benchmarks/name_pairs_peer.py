"""The peer of benchmarks/name_pairs.py: scores of OpenSanctions' logic-v2, in an environment of its own.

Reads a JSON list of (schema, name, name) from standard input and writes a list of scores; run by name_pairs.py.
"""

import json
import sys
from typing import Any

from followthemoney import model
from nomenklatura.matching import get_algorithm


def entity(id_: str, schema: str, name: str) -> Any:
    """A record of which only the name is known."""
    made = model.make_entity(schema)
    made.id = id_
    made.add("name", name)
    return made


def main() -> None:
    """Scores what it is given."""
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    # Each record has an id of its own: the peer remembers what it read under an id.
    pairs = [
        (entity(f"{at}-one", schema, one), entity(f"{at}-other", schema, other))
        for at, (schema, one, other) in enumerate(json.load(sys.stdin))
    ]
    json.dump([algorithm.compare(one, other, config).score for one, other in pairs], sys.stdout)


if __name__ == "__main__":
    main()
