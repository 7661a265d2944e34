"""From what was found on a claim to one verdict: number before contact before name, and doubt is a result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from registry.identity.claims import Reach, agrees, differing_kinds, is_disowned, quoted_numbers
from registry.identity.name_comparing.comparison import SAME_FIRM, Comparison, NameRelation
from registry.identity.name_finding.lookup import Ranked
from registry.identity.register_entries import Entry
from registry.identity.types import AgencyMatch, Candidate, Claim, MatchReason
from registry.vocabulary import ContactKind, LicenceStatus, MatchOutcome, MatchStrength

_CANDIDATES = 5
_WORTH_SHOWING = 0.5
# The first reason of a candidate that is shown for its spelling, though its words are another firm's.
BY_LETTERS = "letters"
_NEAR = (*SAME_FIRM, NameRelation.LOOK_ALIKE)
_LOCAL_EVIDENCE = frozenset({ContactKind.PHONE.value})


@dataclass(frozen=True)
class Evidence:
    """Everything a register says on one claim: firms by quoted number, by contact that one firm alone has, by name.

    `reach` are the claim's contacts as they are compared. `by_tail` is the one firm whose number ends in a quoted
    number that no firm has.
    """

    claim: Claim
    by_number: dict[str, tuple[int, ...]]
    by_tail: dict[str, int]
    by_contact: dict[int, MatchReason]
    by_name: tuple[Ranked, ...]
    reach: Reach
    compare_afresh: Callable[[int], Comparison]

    @cached_property
    def _compared(self) -> dict[int, Comparison]:
        return {one.position: one.compared for one in self.by_name}

    def compare(self, position: int) -> Comparison:
        """How the claim's name compares with the firm at `position`."""
        if position not in self._compared:
            self._compared[position] = self.compare_afresh(position)
        return self._compared[position]


def decide(evidence: Evidence, entries: Sequence[Entry]) -> AgencyMatch:
    """The verdict on one claim against a loaded register."""
    notes = _number_notes(evidence, entries)
    verdict = _by_number(evidence, entries) or _by_contact(evidence, entries) or _by_name(evidence, entries)
    if verdict is None and evidence.by_tail and not evidence.claim.name:
        verdict = _by_tail(evidence, entries)
    if verdict is None:
        shown = _shown(evidence, entries)
        score = shown[0].score if shown else 0.0
        verdict = AgencyMatch(None, MatchStrength.NONE, MatchOutcome.UNLISTED, score, (), shown)
        return _with_slips(_with_notes(verdict, notes, evidence, entries), evidence, entries)
    if any(reason.kind == "licence_number" for reason in verdict.reasons):
        return verdict
    return _with_notes(verdict, notes, evidence, entries)


def as_former(match: AgencyMatch, former: AgencyMatch) -> AgencyMatch:
    """Nobody's match, made that of a firm which left the register: unlisted, and the firm first of the candidates."""
    firm = former.candidates[0]
    text = "the register listed this firm once and does so no longer"
    reason = MatchReason("former", "", f"{firm.name} ({firm.number or 'no number'})", 1.0, text)
    return AgencyMatch(
        None,
        MatchStrength.NONE,
        MatchOutcome.UNLISTED,
        former.score,
        (reason, *former.reasons),
        (firm, *match.candidates),
        former_id=former.agency_id,
    )


def _by_number(evidence: Evidence, entries: Sequence[Entry]) -> AgencyMatch | None:
    """A quoted number, unless the name contradicts it: then it may be borrowed, and decides nothing.

    Numbers are as public as names: where every way to reach the advertiser is another, neither clears it.
    """
    held = sorted({one for positions in evidence.by_number.values() for one in positions})
    accepted = [position for position in held if _name_allows(evidence, position)]
    if len(accepted) != 1:
        return _ambiguous(accepted, evidence, entries) if accepted else None
    position = accepted[0]
    quoted = next(
        raw for key, raw in quoted_numbers(evidence.claim).items() if position in evidence.by_number.get(key, ())
    )
    number = entries[position].number or quoted
    if _clears_wrongly(evidence, entries[position]):
        text = "the quoted number is this firm's, as anybody can read in the register"
        return _look_alike(
            evidence, entries, position, first=(MatchReason("licence_number", quoted, number, 1.0, text),)
        )
    reason = MatchReason("licence_number", quoted, number, 1.0, "the quoted number is this firm's")
    score = 0.99 if evidence.claim.name else 0.9
    return _matched(evidence, entries, position, strength=MatchStrength.LICENCE_NUMBER, score=score, first=(reason,))


def _clears_wrongly(evidence: Evidence, entry: Entry) -> bool:
    """Whether a licensed firm is named whose telephone and address are both others; a branch may have its own."""
    licensed = entry.statuses <= {LicenceStatus.VALID}
    if not licensed or evidence.claim.branch:
        return False
    return is_disowned(_contacts(evidence, entry), mine=evidence.reach, registered=entry.reach)


def _by_tail(evidence: Evidence, entries: Sequence[Entry]) -> AgencyMatch:
    """Nothing but the last part of a number: who has it is shown, and not held to be the advertiser."""
    candidates = tuple(_candidate(evidence, one, entries) for one in sorted(set(evidence.by_tail.values())))
    return AgencyMatch(None, MatchStrength.AMBIGUOUS, MatchOutcome.AMBIGUOUS, candidates[0].score, (), candidates)


def _name_allows(evidence: Evidence, position: int) -> bool:
    return not evidence.claim.name or evidence.compare(position).relation in (*SAME_FIRM, NameRelation.SIBLING)


def _by_contact(evidence: Evidence, entries: Sequence[Entry]) -> AgencyMatch | None:
    """A contact that the register gives for one firm alone; a name that is another firm's makes it doubtful."""
    if not evidence.by_contact:
        return None
    held = sorted(evidence.by_contact)
    named = [one.position for one in _first_tier(evidence.by_name)]
    if agreed := [position for position in held if position in named]:
        held = agreed
    elif named:
        return _ambiguous([*held, *named], evidence, entries)
    if len(held) != 1:
        return _ambiguous(held, evidence, entries)
    reason, position = evidence.by_contact[held[0]], held[0]
    near = not evidence.claim.name or evidence.compare(position).relation in _NEAR
    score = 0.95 if near else 0.75
    return _matched(evidence, entries, position, strength=MatchStrength.CONTACT, score=score, first=(reason,))


def _by_name(evidence: Evidence, entries: Sequence[Entry]) -> AgencyMatch | None:
    tier = _first_tier(evidence.by_name)
    if not tier:
        close = [one for one in evidence.by_name if one.compared.relation is NameRelation.LOOK_ALIKE]
        return _look_alike(evidence, entries, close[0].position) if close else None
    if len(tier) > 1:
        # Two firms of one name: only a contact or a part of the number of one of them can tell which is meant.
        tails = set(evidence.by_tail.values())
        backed = [one for one in tier if one.position in tails or agrees(_contacts(evidence, entries[one.position]))]
        if len(backed) != 1:
            return _ambiguous([one.position for one in tier], evidence, entries)
        tier = tuple(backed)
    position, compared = tier[0].position, tier[0].compared
    contacts = _contacts(evidence, entries[position])
    differing = frozenset() if agrees(contacts) else differing_kinds(contacts)
    if _is_anothers(evidence, entries[position], compared, differing):
        return _look_alike(evidence, entries, position)
    strength = MatchStrength.NAME_EXACT if compared.relation is NameRelation.EXACT else MatchStrength.NAME_CLOSE
    # Telephones change and branches have their own: a different one leaves the name standing, but less surely.
    score = compared.score * (0.75 if differing else 0.95)
    return _matched(evidence, entries, position, strength=strength, score=score)


def _is_anothers(evidence: Evidence, entry: Entry, compared: Comparison, differing: frozenset[str]) -> bool:
    """Whether the contacts say that the name is used by somebody else than `entry`.

    One changed contact does not take a licence away from its holder; but nobody is held to be a firm that lost its
    licence, on the name alone, against an address that is another's.
    """
    if evidence.claim.branch or not differing:
        return False
    barred = not entry.statuses <= {LicenceStatus.VALID}
    return compared.imitates or _clears_wrongly(evidence, entry) or (barred and bool(differing - _LOCAL_EVIDENCE))


def _first_tier(ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """The firms that share the best relation which can be one firm; a better one is never outvoted by scores."""
    for relation in SAME_FIRM:
        if tier := tuple(one for one in ranked if one.compared.relation is relation):
            return tier
    return ()


def _contacts(evidence: Evidence, entry: Entry) -> tuple[MatchReason, ...]:
    return evidence.reach.against(entry.reach)


def _reasons(evidence: Evidence, position: int, entries: Sequence[Entry]) -> tuple[MatchReason, ...]:
    named = evidence.compare(position).reasons if evidence.claim.name else ()
    return (*named, *_contacts(evidence, entries[position]))


def _candidate(evidence: Evidence, position: int, entries: Sequence[Entry]) -> Candidate:
    entry = entries[position]
    score = evidence.compare(position).score if evidence.claim.name else 0.5
    return Candidate(entry.agency_id, entry.number, entry.name, score, _reasons(evidence, position, entries))


def _matched(
    evidence: Evidence,
    entries: Sequence[Entry],
    position: int,
    *,
    strength: MatchStrength,
    score: float,
    first: tuple[MatchReason, ...] = (),
) -> AgencyMatch:
    candidate = _candidate(evidence, position, entries)
    reasons = tuple(dict.fromkeys((*first, *candidate.reasons)))
    return AgencyMatch(
        candidate.agency_id,
        strength,
        MatchOutcome.MATCHED,
        round(score, 4),
        reasons,
        (candidate, *_others(evidence, entries, position)),
    )


def _others(evidence: Evidence, entries: Sequence[Entry], position: int) -> tuple[Candidate, ...]:
    return tuple(one for one in _shown(evidence, entries) if one.agency_id != entries[position].agency_id)


def _ambiguous(positions: Sequence[int], evidence: Evidence, entries: Sequence[Entry]) -> AgencyMatch:
    candidates = [_candidate(evidence, position, entries) for position in sorted(set(positions))]
    candidates.sort(key=lambda one: (-one.score, one.agency_id))
    names = "; ".join(f"{one.name} ({one.number or 'no number'})" for one in candidates[:_CANDIDATES])
    reason = MatchReason("several", evidence.claim.name, names, 0.0, "more than one firm of the register fits")
    return AgencyMatch(
        None,
        MatchStrength.AMBIGUOUS,
        MatchOutcome.AMBIGUOUS,
        candidates[0].score,
        (reason,),
        tuple(candidates[:_CANDIDATES]),
    )


def _look_alike(
    evidence: Evidence, entries: Sequence[Entry], position: int, *, first: tuple[MatchReason, ...] = ()
) -> AgencyMatch:
    candidate = _candidate(evidence, position, entries)
    shown = (candidate, *_others(evidence, entries, position))
    reasons = (*first, *candidate.reasons)
    return AgencyMatch(None, MatchStrength.NONE, MatchOutcome.LOOK_ALIKE, candidate.score, reasons, shown)


def _shown(evidence: Evidence, entries: Sequence[Entry]) -> tuple[Candidate, ...]:
    best = [one for one in evidence.by_name if one.compared.score >= _WORTH_SHOWING][:_CANDIDATES]
    return tuple(_candidate(evidence, one.position, entries) for one in best)


def _with_slips(match: AgencyMatch, evidence: Evidence, entries: Sequence[Entry]) -> AgencyMatch:
    """The verdict with the firms last whose names are the claim's but for a letter or two, however much those tell.

    Whoever asks sees which was meant; how sure the match is, and whom it is of, stays as it is.
    """
    listed = {one.agency_id for one in match.candidates}
    slips = []
    for one in evidence.by_name:
        entry, apart = entries[one.position], one.compared.letters_apart
        if apart is not None and entry.agency_id not in listed:
            text = f"the names differ by {'one letter' if apart == 1 else f'{apart} letters'}"
            reason = MatchReason(BY_LETTERS, evidence.claim.name, entry.name, 0.0, text)
            candidate = _candidate(evidence, one.position, entries)
            slips.append(replace(candidate, reasons=(reason, *candidate.reasons)))
    return replace(match, candidates=(*match.candidates, *slips)) if slips else match


def _number_notes(evidence: Evidence, entries: Sequence[Entry]) -> tuple[MatchReason, ...]:
    notes = []
    for key, raw in quoted_numbers(evidence.claim).items():
        holders = [entries[position] for position in evidence.by_number.get(key, ())]
        if not holders and (tail := evidence.by_tail.get(key)) is not None:
            text = f"no firm of the register has the quoted number; that of {entries[tail].name} ends in it"
            notes.append(MatchReason("licence_number", raw, f"{entries[tail].number} {entries[tail].name}", 0.5, text))
        elif not holders:
            notes.append(MatchReason("licence_number", raw, "", 0.0, "no firm of the register has the quoted number"))
        for entry in holders:
            text = f"the quoted number is registered to {entry.name}"
            notes.append(MatchReason("licence_number", raw, f"{entry.number} {entry.name}", 0.0, text))
    return tuple(notes)


def _with_notes(
    match: AgencyMatch, notes: tuple[MatchReason, ...], evidence: Evidence, entries: Sequence[Entry]
) -> AgencyMatch:
    """The verdict with what was found of quoted numbers, and the firms they belong to among the candidates."""
    if not notes:
        return match
    listed = {one.agency_id for one in match.candidates}
    quoted = {one for positions in evidence.by_number.values() for one in positions}
    holders = sorted(quoted | set(evidence.by_tail.values()))
    extra = [_candidate(evidence, one, entries) for one in holders if entries[one].agency_id not in listed]
    reasons = (*match.reasons, *notes)
    candidates = (*match.candidates, *extra)
    return AgencyMatch(match.agency_id, match.strength, match.outcome, match.score, reasons, candidates)
