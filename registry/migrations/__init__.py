"""Schema changes, in order; `upgrade()` in `registry/schema.py` applies them."""
