"""An invented file of the size and columns of the public EMSCAD job adverts, to prove that training on that file runs.

    python benchmarks/emscad_shape.py OUT.csv [--rows 17880] [--seed 1]
    wakala model train --labels OUT.csv --format emscad

Words are invented, so figures on it mean nothing; half of the rows are near-copies of a template, as in the real file.
"""

import argparse
import csv
import random
from pathlib import Path

COLUMNS = (
    *("job_id", "title", "location", "department", "salary_range", "company_profile", "description", "requirements"),
    *("benefits", "telecommuting", "has_company_logo", "has_questions", "employment_type", "required_experience"),
    *("required_education", "industry", "function", "fraudulent"),
)
SOUNDS = "ka ri mo tem bo si lu wa nya zu al no or gu ta pe ki ndo mba sha ree kum ra jo gra sun pra vi cho el"
SUSPECT = "cash weekly home earn urgent transfer wire money start today typing clerk data entry payroll"
FRAUD = 0.0484
COPIES = 0.5


class Inventor:
    """Rows from one seed; words are as unevenly frequent as in a language."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = sorted(
            {"".join(self.random.choices(SOUNDS.split(), k=self.random.choice((2, 3, 4)))) for _ in range(40_000)}
        )
        self.random.shuffle(self.words)
        self.weights = [1 / (rank + 20) for rank in range(len(self.words))]
        self.templates: dict[bool, list[dict[str, str]]] = {True: [], False: []}

    def text(self, count: int, *, suspect: bool) -> str:
        said = self.random.choices(self.words, self.weights, k=count)
        if suspect:
            said[: count // 12] = self.random.choices(SUSPECT.split(), k=count // 12)
            self.random.shuffle(said)
        return " ".join(said)

    def row(self, number: int) -> dict[str, str]:
        fraud = self.random.random() < FRAUD
        known = self.templates[fraud]
        if known and self.random.random() < COPIES:
            row = {**self.random.choice(known), "location": self.text(2, suspect=False)}
        else:
            row = self.fresh(fraud)
            known.append(row)
        return {**row, "job_id": str(number), "fraudulent": str(int(fraud))}

    def fresh(self, fraud: bool) -> dict[str, str]:
        suspect = fraud and self.random.random() < 0.7
        row = {
            "title": self.text(3, suspect=suspect),
            "location": self.text(2, suspect=False),
            "description": self.text(self.random.randint(40, 300), suspect=suspect),
            "requirements": self.text(self.random.randint(0, 120), suspect=False),
            "telecommuting": "0",
            "has_company_logo": str(int(not fraud)),
            "has_questions": "0",
        }
        if self.random.random() < (0.3 if fraud else 0.85):
            row["company_profile"] = self.text(self.random.randint(20, 120), suspect=False)
        if self.random.random() < 0.6:
            row["benefits"] = self.text(self.random.randint(5, 60), suspect=False)
        row["employment_type"] = self.random.choice(("Full-time", "Contract", ""))
        return row


def main() -> None:
    """Write the file."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument("--rows", type=int, default=17_880)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    inventor = Inventor(given.seed)
    with given.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(inventor.row(number) for number in range(1, given.rows + 1))


if __name__ == "__main__":
    main()
