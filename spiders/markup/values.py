"""What the properties of one JobPosting node say, as raw text: names, places, pay and contacts in all their shapes."""

from collections.abc import Mapping
from typing import Any

from spiders.markup.html_text import line_of, text_of
from spiders.posting import Posting

Node = dict[str, Any]
PLAIN = {
    "datePosted": "date_posted",
    "validThrough": "valid_through",
    "applicantLocationRequirements": "applicant_location_requirements",
    "employmentType": "employment_type",
    "totalJobOpenings": "total_job_openings",
    "occupationalCategory": "occupational_category",
    "eligibilityToWorkRequirement": "eligibility_to_work_requirement",
    "industry": "industry",
    "experienceRequirements": "experience_requirements",
    "educationRequirements": "education_requirements",
    "workHours": "work_hours",
    "incentiveCompensation": "incentive_compensation",
    "specialCommitments": "special_commitments",
}
BLOCKS = {
    "jobBenefits": "job_benefits",
    "qualifications": "qualifications",
    "responsibilities": "responsibilities",
    "skills": "skills",
}
# Every property that has a place in an advert, or that says nothing of its own beside one that has.
KNOWN = frozenset((
    *PLAIN, *BLOCKS, "identifier", "title", "name", "description", "hiringOrganization", "jobLocation",
    "jobLocationType", "baseSalary", "estimatedSalary", "salaryCurrency", "applicationContact", "contactPoint",
    "directApply", "url", "mainEntityOfPage", "relevantOccupation", "sameAs", "image",
))  # fmt: skip
# What names a node, best first: an identifier's value, a term's description and a credential's kind are all they say.
NAMING = ("@value", "name", "legalName", "value", "text", "credentialCategory", "description", "codeValue", "@id")
DEEPEST = 6


def short_name(name: str) -> str:
    """A schema.org term without its vocabulary: `http://schema.org/JobPosting`, `schema:JobPosting` -> JobPosting."""
    plain = name.isalnum() or (name[:1] == "@" and name[1:].isalnum())
    return name if plain else name.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]


def posting_of(node: Node, by_id: Mapping[str, Node]) -> Posting:
    """The job that `node` states; `by_id` resolves references."""
    said = _Reader(node, by_id)
    values = {ours: said.line(theirs) for theirs, ours in PLAIN.items() if theirs in said.node}
    values |= {ours: said.block(theirs) for theirs, ours in BLOCKS.items() if theirs in said.node}
    if "identifier" in said.node:
        values["identifier"] = said.identifier()
    values["title"] = said.line("title") or said.line("name")
    values["description"] = said.block("description") or said.block("responsibilities")
    values["hiring_organization"] = said.line("hiringOrganization")
    values["job_location"], country = said.places("jobLocation")
    if said.line("jobLocationType").upper().startswith("TELECOMMUTE"):
        values["job_location"] = ", ".join(filter(None, (values["job_location"], "remote")))
    values["base_salary"], currency, period = said.pay()
    values["application_contact"] = said.contacts()
    values["occupational_category"] = values.get("occupational_category") or said.line("relevantOccupation")
    return Posting(
        method="jobposting",
        values={name: value for name, value in values.items() if value},
        url=said.line("url") or said.line("mainEntityOfPage"),
        currency=currency,
        period=period,
        country=country,
        direct_apply={"true": True, "false": False}.get(said.line("directApply").lower()),
    )


class _Reader:
    """One node and the others it may point to."""

    def __init__(self, node: Node, by_id: Mapping[str, Node]) -> None:
        self.by_id = by_id
        self.node = self._plain(node)

    def line(self, name: str) -> str:
        given = self.node.get(name)
        return "" if given is None else line_of(self._words(given))

    def block(self, name: str) -> str:
        return text_of(self._words(self.node.get(name), join="\n"))

    def identifier(self) -> str:
        """The number itself: beside a PropertyValue's value its name is that of whoever gives the numbers."""
        given = self.node.get("identifier")
        first = given[0] if isinstance(given, list) and given else given
        value = self._plain(first).get("value") if isinstance(first, dict) else None
        return line_of(self._words(value)) or self.line("identifier")

    def _plain(self, node: Any) -> Node:
        """`node` under short names, a reference replaced by what it points to."""
        if not isinstance(node, dict):
            return {}
        if len(node) == 1 and isinstance(node.get("@id"), str):
            node = self.by_id.get(node["@id"], node)
        return {short_name(name) if isinstance(name, str) else "": value for name, value in node.items()}

    def _words(self, value: Any, join: str = ", ", depth: int = 0) -> str:
        if depth > DEEPEST or value is None:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, (str, int, float)):
            return str(value)
        if isinstance(value, list):
            return join.join(filter(None, (self._words(one, join, depth + 1) for one in value[:50])))
        node = self._plain(value)
        for name in NAMING:
            if words := self._words(node.get(name), join, depth + 1):
                return "" if name == "@id" and words.startswith("_:") else words
        return f"{node['monthsOfExperience']} months" if "monthsOfExperience" in node else ""

    def places(self, name: str) -> tuple[str, str]:
        """The places under `name` in words, and the country of the first that states one."""
        given = self.node.get(name)
        read = [self._place(one) for one in (given if isinstance(given, list) else [given])[:20] if one]
        words = "; ".join(dict.fromkeys(line_of(words) for words, _ in read if words))
        return words, next((country for _, country in read if country), "")

    def _place(self, value: Any) -> tuple[str, str]:
        if isinstance(value, str):
            return value, ""
        node = self._plain(value)
        address = node.get("address", node)
        if isinstance(address, list):
            address = address[0] if address else {}
        if isinstance(address, str):
            return address, ""
        parts = self._plain(address)
        names = ("streetAddress", "addressLocality", "addressRegion", "addressCountry")
        words = [self._words(parts.get(name)) for name in names]
        return ", ".join(filter(None, words)) or self._words(node), words[-1]

    def pay(self) -> tuple[str, str, str]:
        """Pay as printed or put together ("KES 30000-45000 MONTH"), its currency and its period."""
        given = self.node.get("baseSalary") or self.node.get("estimatedSalary")
        outer_currency = self.line("salaryCurrency")
        if isinstance(given, list):
            given = given[0] if given else None
        if not isinstance(given, dict) or "@value" in given:
            return line_of(self._words(given)), outer_currency, ""
        amount = self._plain(given)
        currency = self._words(amount.get("currency") or amount.get("priceCurrency")) or outer_currency
        value = amount.get("value")
        inner = self._plain(value[0] if isinstance(value, list) and value else value) or amount
        low, high = self._words(inner.get("minValue")), self._words(inner.get("maxValue"))
        figure = "-".join(filter(None, (low, high))) or self._words(inner.get("value", inner.get("price", value)))
        period = self._words(inner.get("unitText") or amount.get("unitText") or inner.get("unitCode"))
        return " ".join(filter(None, (currency, figure, period))) if figure else "", currency, period

    def contacts(self) -> str:
        """Every name, phone and address for applying that the node or its organisation gives, as one line."""
        words: list[str] = []
        for name in ("applicationContact", "hiringOrganization", "contactPoint"):
            given = self.node.get(name)
            for one in (given if isinstance(given, list) else [given])[:5]:
                parts = self._plain(one)
                keys = (
                    ("telephone", "email", "sameAs")
                    if name == "hiringOrganization"
                    else ("name", "telephone", "email", "url")
                )
                words += [self._words(parts.get(key)) for key in keys]
                words += [one] if isinstance(one, str) and name != "hiringOrganization" else []
        return line_of("; ".join(dict.fromkeys(filter(None, words))))
