"""Ways of speaking: who speaks, where a thought ends, and what turns around a finding (denials, warnings, lawful uses).

Imports `words` and `phrases`. Open `contexts.py` first.
"""
