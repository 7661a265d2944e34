"""Fields that a text states on a line of their own ("Salary: KSh 30,000", "Kampuni: ..."), to fill what is missing."""

import re

_LABELS = {
    "hiring_organization": r"company(?: name)?|employer|hiring organi[sz]ation|agency(?: name)?|recruiter"
    r"|kampuni|mwajiri|wakala",
    "job_location": r"location|job location|work ?place|place of work|duty station|country|mahali|eneo|nchi",
    "base_salary": r"salary|pay|wages?|remuneration|monthly pay|mshahara|malipo ya mwezi",
    "valid_through": r"deadline|application deadline|closing date|apply before|expires?|valid (?:through|until)"
    r"|mwisho wa maombi",
    "date_posted": r"posted(?: on)?|date posted|published(?: on)?|imewekwa",
    "total_job_openings": r"vacancies|no\.? of (?:vacancies|posts)|number of (?:vacancies|posts|positions)|openings"
    r"|idadi ya nafasi",
    "employment_type": r"job type|employment type|contract type|aina ya kazi",
    "experience_requirements": r"experience(?: required)?|uzoefu",
}
_LABEL_OF = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _LABELS.items()}
_LINE = re.compile(r"^[\s*•\-–>]{0,6}([A-Za-z][A-Za-z. ]{1,30}?)[ *]{0,4}[:=][ *]{0,4}(\S.{0,200})$", re.MULTILINE)
LETTERS_READ = 20_000


def read_labelled(text: str) -> dict[str, str]:
    """The first value under each known label in `text`, by item property."""
    found: dict[str, str] = {}
    for label, value in _LINE.findall(text[:LETTERS_READ]):
        name = next((name for name, pattern in _LABEL_OF.items() if pattern.fullmatch(label)), None)
        if name:
            found.setdefault(name, value.strip())
    return found
