"""One file a screen; each asks `dashboard.queries` and never touches a session."""
