"""The rules of a page's own <style> elements that set a colour, and which of them holds for an element."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from registry.register_reading.colours import canonical

Property = Literal["color", "background"]
MAX_STYLE = 1_000_000
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PRINT = re.compile(r"@media[^{}]*\bprint\b[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARED = re.compile(r"(?:^|;)\s*(color|background(?:-color)?)\s*:\s*([^;]+)", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z-]+\([^)]*\)|[^\s()]+")
_PART = re.compile(r"(>?)\s*([A-Za-z][\w-]*|\*)?((?:[.#][A-Za-z_][\w-]*)*)\s*")
_NAME = re.compile(r"([.#])([\w-]+)")


@dataclass(frozen=True)
class Part:
    """One step of a selector: `td.lapsed`, and whether the step before it is its parent, not just an ancestor."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    child: bool

    def holds_for(self, element: Any) -> bool:
        """Whether `element` is one that this step names."""
        if self.tag and element.tag != self.tag:
            return False
        if self.ids and not self.ids <= {element.get("id") or ""}:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True)
class Rule:
    """One selector and the colours that it sets; the later of two equally specific rules wins."""

    parts: tuple[Part, ...]
    colours: dict[Property, str]
    place: int

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """What it is compared by: ids, classes, tags, place."""
        ids, classes = sum(len(part.ids) for part in self.parts), sum(len(part.classes) for part in self.parts)
        return ids, classes, sum(1 for part in self.parts if part.tag), self.place

    @property
    def is_of_the_page(self) -> bool:
        """Whether it names no class and no id, so that it is the page's look and says nothing of one row."""
        return self.rank[:2] == (0, 0)

    def holds_for(self, element: Any) -> bool:
        """Whether the whole selector names `element`."""
        return self.parts[-1].holds_for(element) and _above(element, self.parts)


def _above(element: Any, parts: tuple[Part, ...]) -> bool:
    if len(parts) == 1:
        return True
    around, part = element.getparent(), parts[-2]
    while around is not None:
        if part.holds_for(around) and _above(around, parts[:-1]):
            return True
        if parts[-1].child:
            return False
        around = around.getparent()
    return False


@dataclass
class Sheet:
    """The rules by what their last step asks for, so that few are tried for an element."""

    rules: dict[str, list[Rule]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, page: Any) -> "Sheet":
        """The sheet of all <style> elements; linked sheets are not fetched, and states (`:hover`) are left out."""
        text = "\n".join(element.text or "" for element in page.iter("style"))[:MAX_STYLE]
        sheet = cls()
        for place, (selectors, declarations) in enumerate(_RULE.findall(_PRINT.sub("", _COMMENT.sub("", text)))):
            if not (colours := declared(declarations)):
                continue
            for selector in selectors.split(","):
                if parts := _parts(selector.strip()):
                    last = parts[-1]
                    key = next((f"#{one}" for one in last.ids), None) or next((f".{one}" for one in last.classes), "")
                    sheet.rules[key or last.tag].append(Rule(parts, colours, place))
        return sheet

    def rule(self, element: Any, wanted: Property) -> Rule | None:
        """The rule that colours `element`, if any."""
        found = [rule for rule in self._tried(element) if wanted in rule.colours and rule.holds_for(element)]
        return max(found, key=lambda rule: rule.rank, default=None)

    def _tried(self, element: Any) -> Iterator[Rule]:
        names = [f".{name}" for name in dict.fromkeys((element.get("class") or "").split())]
        for key in (element.tag, "", f"#{element.get('id') or ''}", *names):
            yield from self.rules.get(key, ())


def declared(declarations: str) -> dict[Property, str]:
    """The text and background colours among CSS declarations, the last of each."""
    found: dict[Property, str] = {}
    for name, value in _DECLARED.findall(declarations):
        if "gradient(" in value:
            continue
        colours = (canonical(word) for word in _WORDS.findall(value.replace("!important", "")))
        if (colour := next((one for one in colours if one), None)) is not None:
            found["color" if name.lower() == "color" else "background"] = colour
    return found


def _parts(selector: str) -> tuple[Part, ...]:
    """The steps of a selector; none where it asks for more than tags, classes, ids and what is inside what."""
    parts: list[Part] = []
    at = 0
    while at < len(selector):
        found = _PART.match(selector, at)
        if found is None or found.end() == at or not (found[2] or found[3]):
            return ()
        names = _NAME.findall(found[3])
        parts.append(
            Part(
                tag="" if found[2] in (None, "*") else found[2].lower(),
                classes=frozenset(name for sign, name in names if sign == "."),
                ids=frozenset(name for sign, name in names if sign == "#"),
                child=bool(found[1]),
            )
        )
        at = found.end()
    return tuple(parts)
