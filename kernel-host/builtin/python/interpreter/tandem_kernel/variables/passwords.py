"""Passwords that were answered in this interpreter: a value with one of them in it is told as secret."""

from typing import List

#: So many are known, the newest.
_MOST_KNOWN = 100
#: A list, so that files which are loaded anew can go on with it (`share`).
_known: List[str] = []


def answered(password: str) -> None:
    """A password was answered; it is kept in this process alone."""
    if password and password not in _known:
        _known.append(password)
        del _known[:-_MOST_KNOWN]


def share(known: List[str]) -> None:
    """Goes on with those that files loaded before these know."""
    global _known
    _known = known


def known() -> List[str]:
    return _known


def has_password(text: str) -> bool:
    """Whether the text of a value has one of them in it, as it is or as `repr` writes it."""
    return any(password in text or repr(password)[1:-1] in text for password in list(_known))


def before_password(text: str, room: int) -> int:
    """Where to cut a text of at most `room` characters, so that no beginning of a password stands at its end."""
    for password in list(_known):
        at = str.find(text, password, max(0, room - len(password) + 1), room + len(password))
        if 0 <= at < room:
            room = at
    return room
