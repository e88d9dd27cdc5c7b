"""How much of a value is sent to be shown."""

#: Characters of text that stand for one value.
TEXT_CHARACTERS = 1000000
#: Characters of one line of an error.
LINE_CHARACTERS = 200000
#: Characters of one representation other than text: images, HTML, JSON.
RICH_CHARACTERS = 64 * 1024 * 1024


def without_middle(text: str) -> str:
    """The text, its middle cut out behind a sentence when it is too long: of an error the last line says the most."""
    text = "\n".join(map(_line_without_middle, text.split("\n"))) if len(text) > LINE_CHARACTERS else text
    if len(text) <= TEXT_CHARACTERS:
        return text
    half = TEXT_CHARACTERS // 2
    begin, end = text[:half].rsplit("\n", 1)[0], text[-half:].split("\n", 1)[-1]
    return "%s\n... cut: %s characters are left out here\n%s" % (
        begin,
        format(len(text) - len(begin) - len(end), ","),
        end,
    )


def _line_without_middle(line: str) -> str:
    half = LINE_CHARACTERS // 2
    if len(line) <= LINE_CHARACTERS:
        return line
    return "%s... cut: %s characters are left out here ...%s" % (
        line[:half],
        format(len(line) - 2 * half, ","),
        line[-half:],
    )


def shortened(text: str) -> str:
    """The text, cut behind a sentence when it is too long to be shown."""
    if len(text) <= TEXT_CHARACTERS:
        return text
    return "%s\n... cut: %s of %s characters are shown; print() shows all of it." % (
        text[:TEXT_CHARACTERS],
        format(TEXT_CHARACTERS, ","),
        format(len(text), ","),
    )
