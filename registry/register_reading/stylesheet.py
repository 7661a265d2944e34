"""The rules of a page's own <style> elements that set a colour, and which of them holds for an element."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from registry.register_reading.colours import canonical

Property = Literal["color", "background"]
# A page may be anybody's: nothing here may take longer than in proportion to its size.
MAX_STYLE = 1_000_000
LONGEST_SELECTOR = 500
LONGEST_VALUE = 200
MOST_ALIKE = 500  # rules whose last steps ask for the same
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACES = re.compile(r"([{}])")
_PRINT = re.compile(r"@media\b.*\bprint\b", re.DOTALL)
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
        *above, last = self.parts
        if not last.holds_for(element):
            return False
        if not above:
            return True
        within, parent = _reached(element, above)
        return len(above) - 1 in (parent if last.child else within)


def _reached(element: Any, parts: Sequence[Part]) -> tuple[set[int], set[int]]:
    """Up to which of these steps a selector holds for anything around `element`, and for its parent, from above."""
    within: set[int] = set()
    parent: set[int] = set()
    for around in reversed([*element.iterancestors()]):
        here = {
            step
            for step, part in enumerate(parts)
            if (step == 0 or step - 1 in (parent if part.child else within)) and part.holds_for(around)
        }
        within, parent = within | here, here
    return within, parent


@dataclass
class Sheet:
    """The rules by what their last step asks for, so that few are tried for an element."""

    rules: dict[str, list[Rule]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, page: Any) -> "Sheet":
        """The sheet of all <style> elements; linked sheets are not fetched, and states (`:hover`) are left out."""
        text = "\n".join(element.text or "" for element in page.iter("style"))[:MAX_STYLE]
        sheet = cls()
        for place, (selectors, declarations) in enumerate(_blocks(_COMMENT.sub("", text))):
            if not (colours := declared(declarations)):
                continue
            for selector in selectors.split(","):
                if parts := _parts(selector.strip()):
                    last = parts[-1]
                    key = next((f"#{one}" for one in last.ids), None) or next((f".{one}" for one in last.classes), "")
                    alike = sheet.rules[key or last.tag]
                    if len(alike) < MOST_ALIKE:
                        alike.append(Rule(parts, colours, place))
        return sheet

    def rule(self, element: Any, wanted: Property) -> Rule | None:
        """The rule that colours `element`, if any."""
        found = [rule for rule in self._tried(element) if wanted in rule.colours and rule.holds_for(element)]
        return max(found, key=lambda rule: rule.rank, default=None)

    def _tried(self, element: Any) -> Iterator[Rule]:
        names = [f".{name}" for name in dict.fromkeys((element.get("class") or "").split())]
        for key in (element.tag, "", f"#{element.get('id') or ''}", *names):
            yield from self.rules.get(key, ())


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each innermost block, but for what holds on paper alone."""
    around: list[str] = []
    on_paper, said = 0, ""
    for piece in _BRACES.split(text):
        if piece == "{":
            around.append(said.rpartition(";")[2])  # what stands before are statements, such as @charset
            on_paper += _PRINT.search(around[-1]) is not None
            said = ""
        elif piece == "}":
            if around:
                selectors = around.pop()
                on_paper -= _PRINT.search(selectors) is not None
                if not on_paper:
                    yield selectors, said
            said = ""
        else:
            said = piece


def declared(declarations: str) -> dict[Property, str]:
    """The text and background colours among CSS declarations, the last of each."""
    found: dict[Property, str] = {}
    for name, whole in _DECLARED.findall(declarations):
        value = whole[:LONGEST_VALUE]
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
    if len(selector) > LONGEST_SELECTOR:
        return ()
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
