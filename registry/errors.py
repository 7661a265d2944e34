"""The few families of error that some caller treats differently; doors print the message and exit 2."""


class WakalaError(Exception):
    """Something a person can mend: the message says what, where and what to do, in one sentence."""


class InvalidInput(WakalaError):
    """A file, field or argument that cannot be used as given."""


class HeldBack(WakalaError):
    """Work that was stored but takes no effect until a person confirms it."""


class NotAllowed(WakalaError):
    """An account that may not do this, or an act that its state forbids."""


class ChangedMeanwhile(NotAllowed):
    """An act on a record that somebody changed after it was shown; who shows it shows it anew."""


class NotFound(WakalaError):
    """A record that is not on file under the name given."""


class ModelRefused(WakalaError):
    """A model that may not judge: its file, features, versions or types are not what they should be.

    Whoever only needs a judge lets the scorecard take over.
    """


class VerificationFailed(WakalaError):
    """Stored evidence or audit that is not what its digest says; doors exit 1."""
