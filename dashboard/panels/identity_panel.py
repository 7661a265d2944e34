"""Whether two recruiters, or two adverts of one, are the same people: what a person says is remembered for ever."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard import actions, desk, words
from dashboard.accounts import Officer
from dashboard.components import empty, heading, note, show, timeline
from dashboard.flash import say
from dashboard.judging import LATER, judge_new_adverts
from dashboard.page_links import RECRUITER, linked_row
from dashboard.queries.identity import JudgementLine, Neighbour, first_adverts, judgements_on, neighbours
from dashboard.queries.recruiter import AdvertLine, RecruiterView
from registry.errors import WakalaError
from registry.vocabulary import Judgement

SHARED_SHOWN = 3
NEIGHBOURS_SHOWN = 5


def show_identity(recruiter: RecruiterView, adverts: Sequence[AdvertLine], officer: Officer) -> None:
    """Neighbours to compare with, adverts to tell apart, and every judgement so far with the way to take it back."""
    show(heading("The same people?", level=2))
    near = desk.look(neighbours, recruiter.id)
    own = desk.look(first_adverts, [recruiter.id]).get(recruiter.id)
    if near and own is not None:
        _compare(recruiter, own, near, officer)
    else:
        show(empty("Nobody to compare with", "No other recruiter on file uses a name or contact of this one."))
    if recruiter.adverts > 1:
        _tell_apart(recruiter, adverts, officer)
    _show_judgements(desk.look(judgements_on, recruiter.id), officer)


def _compare(recruiter: RecruiterView, own: int, near: Sequence[Neighbour], officer: Officer) -> None:
    by_id = {one.id: one for one in near}
    with st.form(f"same-{recruiter.id}"):
        chosen = st.selectbox("Compare with", list(by_id), format_func=lambda one: _in_words(by_id[one]))
        judgement, reason = _ask()
        sent = st.form_submit_button("Record", width="stretch")
    if sent and judgement is None:
        show(note("Say first whether they are the same people.", "bad"))
    elif sent and chosen is not None and judgement is not None:
        _record(own, by_id[chosen].advert_id, judgement, reason, officer)
    for one in near[:NEIGHBOURS_SHOWN]:
        linked_row(f"near-{one.id}", _row(one), RECRUITER, label="Open", params={"recruiter": str(one.id)})


def _row(one: Neighbour) -> Markup:
    return Markup('<div class="w-hit"><b><bdi>{}</bdi></b><span><bdi>{}</bdi></span></div>').format(
        one.name, _shared(one)
    )


def _in_words(one: Neighbour) -> str:
    return f"{one.name} ({one.id}): {_shared(one)}"


def _shared(one: Neighbour) -> str:
    shared = "; ".join(f"{words.CONTACTS[kind].lower()} {value}" for kind, value in one.shared[:SHARED_SHOWN])
    more = f" and {len(one.shared) - SHARED_SHOWN} more" if len(one.shared) > SHARED_SHOWN else ""
    return shared + more


def _tell_apart(recruiter: RecruiterView, adverts: Sequence[AdvertLine], officer: Officer) -> None:
    by_id = {one.id: one for one in adverts}

    def title(one: int) -> str:
        return f"{by_id[one].title or 'Untitled'} ({one})"

    with st.expander("An advert here is somebody else's"), st.form(f"apart-{recruiter.id}"):
        stranger = st.selectbox("This advert", list(by_id), index=None, format_func=title, placeholder="Choose")
        theirs = st.selectbox(
            "is not by the people behind", list(by_id), index=None, format_func=title, placeholder="Choose"
        )
        # Reasons have no bound of their own: the browser drops what is pasted over one without a word.
        reason = st.text_area("What tells them apart")
        sent = st.form_submit_button("Tell them apart", width="stretch")
    if not sent:
        return
    if stranger is None or theirs is None:
        show(note("Choose both adverts first.", "bad"))
        return
    _record(stranger, theirs, Judgement.NOT_SAME, reason or "", officer)


def _ask() -> tuple[Judgement | None, str]:
    # Nothing is chosen beforehand: joining two firms by a slip would hurt one of them.
    judgement = st.radio(
        "Are they the same people?", list(words.JUDGEMENTS), index=None, format_func=words.JUDGEMENTS.__getitem__
    )
    reason = st.text_area("What they share, or what tells them apart")
    return judgement, reason or ""


def _record(left: int, right: int, judgement: Judgement, reason: str, officer: Officer) -> None:
    try:
        actions.judge_identity(left, right, judgement, officer=officer, reason=reason)
    except WakalaError as error:
        show(note(str(error), "bad"))
        return
    _follow(f"Recorded: {words.JUDGEMENTS[judgement].lower()}.")


def _follow(said: str) -> None:
    """Cases move with the adverts at once where that can be, and in some minutes otherwise."""
    with st.spinner("Recorded. Looking at the cases again …"):
        done = judge_new_adverts()
    say(said if done else f"{said} The cases are still being looked at again. {LATER}")
    st.rerun()


def _show_judgements(lines: Sequence[JudgementLine], officer: Officer) -> None:
    if not lines:
        return
    show(timeline(_told(line) for line in lines))
    standing = {line.id: line for line in lines if line.withdrawn_at is None}
    if not standing:
        return
    with st.expander("Take a judgement back"), st.form("withdraw-judgement"):
        chosen = st.selectbox("Which one", list(standing), format_func=lambda one: _named(standing[one]))
        reason = st.text_input("Why")
        sent = st.form_submit_button("Take it back", width="stretch")
    if sent and chosen is not None:
        try:
            actions.withdraw_judgement(chosen, officer=officer, reason=reason or "")
        except WakalaError as error:
            show(note(str(error), "bad"))
            return
        _follow("Taken back; the adverts are grouped as if it had not been said.")


def _named(line: JudgementLine) -> str:
    return f"{words.JUDGEMENTS[line.judgement]}: adverts {line.left.advert_id} and {line.right.advert_id}"


def _told(line: JudgementLine) -> tuple[str, str, str]:
    ended = f" (taken back {words.moment(line.withdrawn_at, desk.zone())})" if line.withdrawn_at else ""
    return words.moment(line.judged_at, desk.zone()), f"{_named(line)}, by {line.by}{ended}", line.reason
