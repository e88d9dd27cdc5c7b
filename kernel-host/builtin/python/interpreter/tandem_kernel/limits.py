"""How much of a value is sent to be shown."""

#: Characters of text that stand for one value.
TEXT_CHARACTERS = 1000000
#: Characters of one representation other than text: images, HTML, JSON.
RICH_CHARACTERS = 64 * 1024 * 1024


def shortened(text: str) -> str:
    """The text, cut behind a sentence when it is too long to be shown."""
    if len(text) <= TEXT_CHARACTERS:
        return text
    return "%s\n... cut: %s of %s characters are shown; print() shows all of it." % (
        text[:TEXT_CHARACTERS],
        format(TEXT_CHARACTERS, ","),
        format(len(text), ","),
    )
