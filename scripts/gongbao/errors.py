"""The one kind of error that is the caller's to mend."""


class InputError(ValueError):
    """What was given cannot be used; the message is one line: what, where, what was expected, what to do."""
