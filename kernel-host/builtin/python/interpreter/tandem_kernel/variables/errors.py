"""The errors that ended the user's code: a debugger can stand in the newest, and in the one before it."""

from typing import List

_MOST = 2
#: Newest last.
ended: List[BaseException] = []


def note(error: BaseException) -> None:
    """It has ended what ran."""
    if not ended or ended[-1] is not error:
        ended.append(error)
        del ended[:-_MOST]


def share(known: List[BaseException]) -> None:
    """Goes on with what another module of this kind has noted."""
    global ended
    ended = known
