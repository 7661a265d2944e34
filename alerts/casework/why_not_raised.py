"""Why an advert is on no case, in a plain sentence: what the search box and `wakala advert show` answer."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from alerts.casework.in_view import fresh_grounds, seen_by_recruiter, text_digest
from alerts.casework.justification import FAMILIES_FOR_A_SCORE, Counted, Justified, carried_by_score, fact_of
from alerts.plain_words import case_reference, ground_in_words, listed
from registry.errors import NotFound
from registry.law.rulebook import Rulebook
from registry.observation import SET_ASIDE
from registry.records import Advert, Alert, AlertAdvert, Assessment, Finding
from registry.vocabulary import Stated


def why_not_raised(session: Session, advert_id: int, rulebook: Rulebook, threshold: float) -> str:
    """One or two sentences on why this advert raised no alert, or on which case it is."""
    advert = session.get(Advert, advert_id)
    if advert is None:
        raise NotFound(f"There is no advert {advert_id}; `wakala search` finds adverts by any word in them.")
    on_case = _case_of(session, advert_id)
    if on_case is not None:
        return f"It was raised: see case {case_reference(on_case.id)} ({on_case.state.value})."
    assessment = session.exec(
        select(Assessment).where(Assessment.advert_id == advert_id, col(Assessment.until_at).is_(None))
    ).first()
    if assessment is None:
        return "It has not been assessed yet: it is looked at with the next run."
    if advert.recruiter_id is None:
        return "It is not known yet who is behind it: that is looked at with the next run."
    findings = session.exec(select(Finding).where(Finding.assessment_id == assessment.id)).all()
    counted = [_counted(one) for one in findings if one.stated is Stated.STATED and not one.cancelled_by]
    cancelled = [one for one in findings if one.stated is Stated.STATED and one.cancelled_by]
    by_score = carried_by_score(counted, probability=assessment.probability, threshold=threshold)
    if by_score or any(one.hard for one in counted):
        key = (advert.recruiter_id, advert_id, assessment.id or 0, assessment.probability)
        return _why_covered(session, advert, Justified(*key, tuple(counted), by_score))
    said = _why_too_little(counted, assessment.probability, rulebook, threshold)
    return said + _what_was_cancelled(cancelled, rulebook)


def _case_of(session: Session, advert_id: int) -> Alert | None:
    query = (
        select(Alert)
        .join(AlertAdvert, col(AlertAdvert.alert_id) == col(Alert.id))
        .where(AlertAdvert.advert_id == advert_id)
        .order_by(col(Alert.id).desc())
    )
    return session.exec(query).first()


def _counted(one: Finding) -> Counted:
    return Counted(one.rule_id, one.ground, one.severity, one.hard, fact_of(one.ground, one.facts))


def _why_covered(session: Session, advert: Advert, justified: Justified) -> str:
    seen = seen_by_recruiter(session, [justified.recruiter_id])[justified.recruiter_id]
    digest = text_digest(advert.title, advert.description)
    if fresh_grounds(justified, digest=digest, seen=seen):
        return "It will be raised with the next run."
    return (
        "An officer has already decided on the same text and grounds of this recruiter; "
        "a changed text or a new register fact would raise it again."
    )


def _why_too_little(counted: Sequence[Counted], probability: float, rulebook: Rulebook, threshold: float) -> str:
    if not counted:
        return "Nothing was found that counts: no register or job-order fact and no indicator that is stated."
    rules = list(dict.fromkeys(one.rule_id for one in counted))
    found = listed([f"“{ground_in_words(rule_id, rulebook)}”" for rule_id in rules])
    families = {one.ground for one in counted}
    if probability >= threshold:
        short = (
            f"the score {probability:.2f} is over the threshold {threshold:.2f}, but only {len(families)} family of "
            f"indicators stands behind it and {FAMILIES_FOR_A_SCORE} are needed"
        )
    else:
        short = f"the score {probability:.2f} is under the threshold {threshold:.2f}"
    return f"Soft indicators alone raise nothing: found {found}; {short}."


def _what_was_cancelled(cancelled: Sequence[Finding], rulebook: Rulebook) -> str:
    rules = dict.fromkeys((one.rule_id, one.cancelled_by) for one in cancelled)
    by_context = [
        f"“{ground_in_words(rule, rulebook)}” by {why.replace('_', ' ')}" for rule, why in rules if why != SET_ASIDE
    ]
    unlike = [f"“{ground_in_words(rule, rulebook)}”" for rule, why in rules if why == SET_ASIDE]
    said = f" Cancelled by a lawful context: {listed(by_context)}." if by_context else ""
    return said + (
        f" Set aside, for its words are unlike labelled sentences that state it: {listed(unlike)}." if unlike else ""
    )
