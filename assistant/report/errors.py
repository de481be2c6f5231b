"""The one exception that users see."""


class Unusable(Exception):
    """Say in one plain Chinese sentence why an input cannot be used and what to do next.

    Screens and the command line show `str(error)` as it is; nothing else may be shown to a user.
    """
