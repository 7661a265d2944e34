"""A model's card on the screen: its sentences, and the figures that say more as a picture or as a table to sort."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard import desk, words
from dashboard.card_origin import origin_facts, origin_text
from dashboard.components import facts, figures, heading, show
from dashboard.queries.model_origin import model_origin
from dashboard.queries.models import ModelLine, model_card, model_card_parts, model_figures

TITLES = {
    "what": "What it is",
    "intended_use": "What it is for",
    "learnt_from": "What it learnt from",
    "trained": "Trained",
    "figures": "Held-out figures",
    "slices": "By kind of advert",
    "limits": "Limits",
    "features": "What it looks at",
    "never_features": "What it never looks at",
}
# Told by the chart and the figures above it.
DRAWN = ("Calibration over all seeds", "Reliability, mean score")
RELIABILITY = "Each tenth of the held-out adverts by score: what the model said, and how many were a breach."
PERFECT = "On the dashed line a score is right. Above it more were a breach than the score said, below it fewer."
COUNTED = st.column_config.NumberColumn(format="localized")
SLICES = "Press a heading to sort. A kind with few adverts says little; a false alarm is a lawful advert marked."


def show_card(line: ModelLine) -> None:
    """The whole card of one version; figures that were stored as sentences only are read as such."""
    card, stored = desk.look(model_card_parts, line.id), desk.look(model_figures, line.id)
    origin = desk.look(model_origin, line.id)
    calibration, slices = stored.get("calibration") or {}, stored.get("slices") or []
    for name, said in card.items():
        show(heading(TITLES.get(name, name.replace("_", " ").capitalize()), level=3))
        if name == "trained":
            _show_said(f"By {line.trained_by}, {words.moment(line.trained_at, desk.zone())}.")
            _show_promotion(line)
        elif name == "learnt_from" and isinstance(said, Mapping):
            told = {one: value for one, value in said.items() if one != "rulebook"}
            _show_said(told | dict(origin_facts(origin, desk.zone(), name_of=_country)))
        elif name == "figures" and calibration.get("reliability"):
            _show_said([one for one in said if not str(one).startswith(DRAWN)])
            _show_calibration(calibration)
        elif name == "slices" and slices:
            _show_slices(slices)
        else:
            _show_said(said)
    text = desk.look(model_card, line.id, zone=desk.zone()) + origin_text(origin, desk.zone())
    st.download_button("Download the card", text, f"model-{line.id}-card.txt", mime="text/plain")


def _show_said(said: object) -> None:
    if isinstance(said, Mapping):
        show(facts([(_titled(str(name)), _counted(str(value))) for name, value in said.items()]))
        return
    lines = said if isinstance(said, list) else [said]
    if len(lines) == 1:
        show(Markup("<p>{}</p>").format(str(lines[0])))
    else:
        items = Markup("").join(Markup("<li>{}</li>").format(str(one)) for one in lines)
        show(Markup('<ul class="w-card">{}</ul>').format(items))


def _titled(name: str) -> str:
    return name[:1].upper() + name[1:]


def _counted(value: str) -> str:
    return f"{int(value):,}" if value.isascii() and value.isdigit() else value


def _country(code: str) -> str:
    return words.country(code, desk.rulebook())


def _show_promotion(line: ModelLine) -> None:
    if line.promoted_by and line.promoted_at:
        at = words.moment(line.promoted_at, desk.zone())
        show(Markup("<p>Put in charge by {}, {}: {}</p>").format(line.promoted_by, at, line.promotion_reason))


def _show_calibration(calibration: Mapping[str, Any]) -> None:
    """How far scores may be taken at their word, against what chance alone would show at this size."""
    show(heading("May a score be taken at its word?", level=3))
    told = [(f"{calibration['error']:.3f}", f"calibration error{_range(calibration.get('interval'))}", "plain")]
    if perfect := calibration.get("perfect"):
        low, mean, high = perfect
        told.append((f"{mean:.3f}", f"what perfectly calibrated scores would show here{_range((low, high))}", "plain"))
    show(figures(told))
    points = [{"said": said, "seen": seen, "adverts": count} for said, seen, count in calibration["reliability"]]
    st.vega_lite_chart(_chart(points), width=340, height=300)
    st.caption(PERFECT)
    st.caption(RELIABILITY)
    rows = [{"Predicted": one["said"], "Observed": one["seen"], "Adverts, all seeds": one["adverts"]} for one in points]
    two_digits = st.column_config.NumberColumn(format="%.2f")
    formats = {"Predicted": two_digits, "Observed": two_digits, "Adverts, all seeds": COUNTED}
    st.dataframe(rows, hide_index=True, column_config=formats)


def _range(interval: Sequence[float] | None) -> str:
    return f" ({interval[0]:.3f} to {interval[1]:.3f})" if interval else ""


def _chart(points: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    def axis(field: str, title: str) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "title": title, "scale": {"domain": [0, 1]}}

    tips = [
        {"field": "said", "title": "Predicted", "type": "quantitative", "format": ".2f"},
        {"field": "seen", "title": "Observed", "type": "quantitative", "format": ".2f"},
        {"field": "adverts", "title": "Adverts", "type": "quantitative", "format": ","},
    ]
    both = {"x": axis("said", "Predicted: mean score"), "y": axis("seen", "Observed: share of breaches")}
    return {
        "layer": [
            {
                "data": {"values": [{"said": 0, "seen": 0}, {"said": 1, "seen": 1}]},
                "mark": {"type": "line", "strokeDash": [4, 4], "color": "#7a8784"},
                "encoding": both,
            },
            {
                "data": {"values": list(points)},
                "mark": {"type": "line", "point": {"size": 60, "color": "#0b5d57"}, "color": "#0b5d57"},
                "encoding": {**both, "tooltip": tips},
            },
        ]
    }


def _show_slices(slices: Sequence[Mapping[str, Any]]) -> None:
    rows = [
        {
            "Kind": str(one["slice"]).replace("_", " ").capitalize(),
            "Value": str(one["value"]).replace("_", " "),
            "Adverts": one["count"],
            "Positive": one["positive"],
            "False alarms": None if one["false_alarm_rate"] is None else one["false_alarm_rate"] * 100,
            "Average precision": one["average_precision"],
        }
        for one in slices
    ]
    formats = {
        "Adverts": COUNTED,
        "Positive": COUNTED,
        "False alarms": st.column_config.NumberColumn(
            format="%.1f %%", help="Of the lawful adverts of that kind, how many raise an alarm."
        ),
        "Average precision": st.column_config.NumberColumn(
            format="%.3f", help="How well breaches come before lawful adverts; 1 is best. Needs five of each."
        ),
    }
    st.caption(SLICES)
    st.dataframe(rows, hide_index=True, column_config=formats, height=340, placeholder="–")
