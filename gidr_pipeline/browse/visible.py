"""Text of strangers made harmless to look at: what would steer the page is shown as what it is.

What belongs here: characters that have no shape of their own, or turn the direction of others. What does not: markup,
which the templates escape.
"""

import unicodedata

_KEPT = "\r\n\t"


def is_hidden(character: str) -> bool:
    """Whether a character would steer the text around it, or not be seen: controls, marks of direction, joiners.

    >>> [is_hidden(each) for each in ("\\x1b", "\\u202e", "\\u200b", "府", "\\n")]
    [True, True, True, False, False]
    """
    if character in _KEPT:
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def named(character: str) -> str:
    """How a hidden character is shown.

    >>> named("\\u202e")
    '⟨U+202E⟩'
    """
    return f"⟨U+{ord(character):04X}⟩"


def visible(text: str) -> str:
    """The text with a name in the place of each hidden character.

    >>> visible("政府\\u202etxt.exe")
    '政府⟨U+202E⟩txt.exe'
    """
    if text.isprintable():
        return text
    return "".join(named(each) if is_hidden(each) else each for each in text)
