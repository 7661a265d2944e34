"""What marks a decision that no person made; apart, so that screens can tell without the demo's other parts."""

REASON = "Simulated decision of the demo; no person looked at this."
