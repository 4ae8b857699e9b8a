"""Words, stems and folding for the three languages. Pure functions, shared by both databases.

The same rules run when a text is indexed and when it is searched; only then do they meet.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from workspace.languages.text import LANGUAGES, Text

#: First letter of an indexed token: the word itself, or its stem in one language.
EXACT = "x"
MARKS = {"fr": "f", "en": "e", "es": "s"}
#: Stands between two languages so that no phrase reaches across.
GAP = "z"
#: A stem that stands this often in a body counts as what the text is about.
OFTEN = 3

_ALGORITHMS = {"fr": "french", "en": "english", "es": "spanish"}
_WORD = re.compile(r"[^\W_]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufff9-\uffff]")
#: Soft hyphens, joiners, directions: inside a word they must not cut it in two.
_INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_APOSTROPHES = "'’ʼ"


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: What French cuts short before a vowel: "l’eau" is the word "eau".
ELIDED = _listed("c d j l m n s t qu jusqu lorsqu puisqu quoiqu")
#: Letters that Unicode does not decompose.
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)

STOP_WORDS = {
    "fr": _listed(
        """a au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils je la le
        les leur leurs lui ma mais me mes moi mon ne nos notre nous on ont ou par pas pour qu que
        qui sa se ses son sont sur ta te tes toi ton tu un une vos votre vous y"""
    ),
    "en": _listed(
        """a an and are as at be but by for from had has have he her his i if in into is it its no
        not of on or our she so such that the their them then there these they this to was we were
        which who will with you your"""
    ),
    "es": _listed(
        """a al como con cual de del donde e el ella ellas ellos en entre era es esta este esto
        fue ha han la las le les lo los mas me mi mis muy ni no nos o para pero por que se si sin
        son su sus te tu tus un una unas unos y ya yo"""
    ),
}
_ANY_STOP_WORD = frozenset().union(*STOP_WORDS.values())


class Token(NamedTuple):
    """A word where it stands in the text: `text[start:end]`, and the same word folded."""

    start: int
    end: int
    folded: str


def clean(text: str) -> str:
    """Composed characters, a space for each control character (NUL included), no invisible ones.

    Private and lone surrogate signs go as well: nothing can show or store them.
    """
    return _CONTROLS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case, without accents and ligatures: "Éducation" and "education" are one."""
    spread = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def tokens(text: str) -> Iterator[Token]:
    """The words of a cleaned text in their order; elided articles are left out."""
    for found in _WORD.finditer(text):
        folded = fold(found.group())
        after = text[found.end() : found.end() + 1]
        if not (after and after in _APOSTROPHES and folded in ELIDED):
            yield Token(found.start(), found.end(), folded)


class _Stemmers(threading.local):
    """One stemmer a thread and language: they keep the word they work on in themselves."""

    def __init__(self) -> None:
        self.of: dict[str, Any] = {
            code: snowballstemmer.stemmer(name) for code, name in _ALGORITHMS.items()
        }


_stemmers = _Stemmers()


@lru_cache(maxsize=65536)
def stems(word: str, language: str) -> frozenset[str]:
    """Folded stems of a word as it is written and as it would be without accents.

    Both, because endings are told by their accents, which people leave out when they search.
    Empty for a word that says nothing in this language.
    """
    lowered, folded = word.lower(), fold(word)
    if folded in STOP_WORDS[language] or len(folded) < 2:
        return frozenset()
    stem = _stemmers.of[language].stemWord
    return frozenset(fold(stem(form)) for form in {lowered, folded})


def says_little(folded: str) -> bool:
    """A word that is left aside when there are others: "the", "de", a single letter."""
    return folded in _ANY_STOP_WORD or len(folded) < 2


def indexed(text: Text) -> str:
    """The tokens of a text: for each language its words in order, then its stems, once each."""
    parts: list[str] = []
    for language in LANGUAGES:
        words = text[language]
        if words:
            found = list(tokens(words))
            parts += [EXACT + token.folded for token in found]
            parts += sorted(_stem_counts(words, found, language))
            parts.append(GAP)
    return " ".join(parts)


def frequent(text: Text) -> str:
    """The stems that come back in a text: what its frequency adds to the rank."""
    often: set[str] = set()
    for language in LANGUAGES:
        words = text[language]
        counts = _stem_counts(words, list(tokens(words)), language)
        often.update(token for token, count in counts.items() if count >= OFTEN)
    return " ".join(sorted(often))


def _stem_counts(words: str, found: list[Token], language: str) -> Counter[str]:
    mark, counts = MARKS[language], Counter[str]()
    for token in found:
        for stem in stems(words[token.start : token.end], language):
            counts[mark + stem] += 1
    return counts
