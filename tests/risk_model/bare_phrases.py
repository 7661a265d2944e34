"""What the words of a rule's phrases would hit with nothing that turns a finding round: no context, no condition, no
word that must be absent; so that what is read around a phrase can be shown to spare an example."""

import pytest

from registry.law.phrase_language import Near, Node
from registry.law.rule_schema import Jurisdiction, Rule
from risk_model import wording
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Compiled
from risk_model.wording import Wording
from risk_model.words.reading import read_words


class _Bare(PhraseAutomaton):
    """An automaton whose phrases ask for what must be there and never for what must not."""

    def _node(self, node: Node) -> Compiled:
        return self._node(node.left) if isinstance(node, Near) and node.absent else super()._node(node)


class BarePhrases:
    """The rules of a country by their words alone."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(wording, "PhraseAutomaton", _Bare)
            self._wording = Wording(jurisdiction)
        self._amount = self._wording.automaton.compile(["<money>"])

    def hits(self, rule: Rule, sentence: str) -> bool:
        """Whether the sentence has the words of any phrase of the rule; an amount, where it is found by amounts."""
        (matcher,) = self._wording.match([read_words(sentence)])
        return matcher.has(self._wording.compiled(rule.id) if rule.phrases.all() else self._amount)
