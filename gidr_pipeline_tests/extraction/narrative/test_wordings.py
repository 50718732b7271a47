"""The claims of sentences as reports word them, and of sentences made of any words that the reader knows."""

import tomllib
from collections import Counter
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gidr_pipeline.extraction.narrative.lexicon import letters, spelled, vocabulary
from gidr_pipeline.forms import form_of
from gidr_pipeline_tests.extraction.narrative.reading import check_places, read
from gidr_pipeline_tests.extraction.narrative.wordings import Wording, wordings

_LEAST_SHARE = 0.9
"""Of the claims of sentences that were written after the reader and that it was not fitted to."""


def found_and_others(wording: Wording) -> tuple[list[str], list[str]]:
    """Which of the claims named are read, and which other claims are."""
    edition = "2019" if wording.year and wording.year < 2021 else "2021"
    others, found = list(read(wording.text, wording.year, wording.agency, edition)), []
    for name, value in (claim.split() for claim in wording.named.split("; ") if claim):
        if hit := next((each for each in others if name in each.readings and each.value == Decimal(value)), None):
            others.remove(hit)
            found.append(f"{name} {value}")
    return found, [f"{each.claim} {each.value}" for each in others]


@pytest.mark.parametrize("wording", list(wordings("wordings")), ids=str)
def test_what_a_person_names_is_read(wording: Wording) -> None:
    found, others = found_and_others(wording)
    assert others == []
    assert "; ".join(found) == wording.read


def test_of_sentences_not_fitted_to_nothing_false_is_read() -> None:
    named = found = 0
    for wording in wordings("held_back"):
        read_of_it, others = found_and_others(wording)
        assert (wording.text, others) == (wording.text, [])
        named, found = named + len(wording.named.split("; ")) * bool(wording.named), found + len(read_of_it)
    assert found / named >= _LEAST_SHARE


_CLASSES = {
    name: [word for word, (letter, _) in vocabulary(form_of("2021")).words.items() if letter == of]
    for name, of in letters().items()
}
_DATES = ["2022年", "2021年", "2023年度", "2022年1月1日至2022年12月31日", "6月", "近三年", "二〇二二年", "21年"]
_FIGURES = ["3件", "0件", "12宗", "十二件", "1,586件", "1 5件", "7、8件", "12.5万元", "86.8%", "100", "两"]
WORDS = st.one_of(
    st.sampled_from([words for words in _CLASSES.values() if words]).flatmap(st.sampled_from),
    st.sampled_from(_FIGURES),
    st.sampled_from([*_DATES, "区住建局", "东平区", "甲", "涉及征地", "\n"]),
)


@settings(max_examples=400)
@given(
    st.lists(WORDS, min_size=1, max_size=40).map("".join),
    st.sampled_from([(2022, "青江市东平区水务局", "2021"), (2020, "云岭县白沙镇人民政府", "2019"), (None, None, None)]),
)
def test_a_sentence_of_any_words_gives_places_that_hold_the_figures(text: str, whose: tuple[int, str, str]) -> None:
    for claim in read(text, *whose):
        check_places(text, claim)


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=3).map("".join), st.sampled_from(["3件。", "行政诉讼。", "甲", ""]))
def test_the_longest_sentence_of_the_same_few_words_is_read(words: str, end: str) -> None:
    """A pattern that tried each division of a long run would not come to an end here."""
    text = words * (1900 // len(words)) + end
    for claim in read(text):
        check_places(text, claim)


@pytest.mark.parametrize("edition", ["2019", "2021", None])
def test_labels_of_the_forms_are_words(edition: str | None) -> None:
    words = vocabulary(form_of(edition)).words
    assert [words[word][1] for word in ("自然人", "予以公开", "行政许可")] == ["natural_person", "granted", "licensing"]


def test_a_word_stands_in_one_class_only() -> None:
    file = resources.files("gidr_pipeline.extraction.narrative").joinpath("lexicon.toml")
    classes = tomllib.loads(file.read_text(encoding="utf-8"))
    del classes["in_text"]
    listed = [
        of if isinstance(of, list) else [word for words in of.values() for word in words] for of in classes.values()
    ]
    counted = Counter(word for words in listed for word in words)
    assert [word for word, times in counted.items() if times > 1 and word not in classes["uncut"]] == []
    assert len(counted) > 500
    # Nor does a word that is made of two (我局), or that a form brings, take the place of one that is listed.
    words, letter = vocabulary(form_of("2021")).words, letters()
    listed_in = {word: name for (name, _), of in zip(classes.items(), listed, strict=True) for word in of}
    taken = [word for word, name in listed_in.items() if name != "uncut" and words[word][0] != letter[name]]
    assert taken == []


def words_that_deny() -> list[str]:
    """Those that deny what stands behind them, whatever it is."""
    words = vocabulary(form_of("2021")).words
    return [word for word in _CLASSES["deny"] if words[word][1] in ("certain", "other")]


@pytest.mark.parametrize("word", words_that_deny())
def test_each_word_that_denies_is_read(word: str) -> None:
    (claim,) = read(f"本年度{word}收到依申请公开。")
    assert (claim.claim, claim.value) == ("received", 0)


def test_a_pattern_that_stands_for_endless_words_is_refused() -> None:
    with pytest.raises(ValueError, match="not a pattern for words"):
        spelled("规章*")
