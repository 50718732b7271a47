"""Clauses about the first table: documents issued, decisions taken and fees collected.

What belongs here: their wording. What does not: requests (`grammar`) and challenges (`challenges`).
"""

import re

from gidr_pipeline.extraction.narrative.clause import Clause, Found
from gidr_pipeline.extraction.narrative.words import DOCUMENT_MEASURES, LINK, Readings, Vocabulary, code_in

_PUBLISHED = re.compile(
    "公示|录入|归集|上传|公开|公布|发布|报送|备案|审核|审查|清理|解读|修[改订]|起草|评估|征求|抽查|检查"
)
_OWN = re.compile(
    r"(?:20\d\d年度?|截[至止到]?|年底|年末|底|目前|本年度?|今年|全年|年内|[共新总并已,、和及]|我|本|局|办|委|厅|区|县|市|镇|"
    r"政府|街道|单位|机关|其中)*+"
)
_DOCUMENT_VERB = re.compile("|".join(DOCUMENT_MEASURES))
_BARE_VERB = re.compile(rf"[、和及]?(?:{_DOCUMENT_VERB.pattern})[了的]?{LINK}")


def document(clause: Clause, words: Vocabulary, measure: str | None, item: str | None) -> Found | None:
    """Rules and normative documents issued, repealed or in force.

    `measure` and `item` are the verb and the code of the figure just before, which a list does not repeat.
    """
    verb = measure
    found = words.document.search(clause.lead)
    if found:
        code, before = code_in(found), clause.lead[: found.start()]
        if found["verb"] and found["then"]:
            return None
        if found["verb"] or found["then"]:
            verb = found["verb"] or found["then"]
        elif before.strip("、和及以"):
            return None
    elif item and not clause.tail and _BARE_VERB.fullmatch(clause.lead):
        code, before, verb = item, "", verb_in(clause.lead)
    elif (named := words.documents.fullmatch(clause.tail)) and (last := verb_in(clause.lead)):
        code, before, verb = code_in(named), clause.lead.removesuffix("了").removesuffix(last), last
    else:
        return None
    readings = words.keep(f"{code}.{column}" for column in DOCUMENT_MEASURES.get(verb or "", ()))
    if not readings or not _OWN.fullmatch(before):
        return None
    return Found((readings,), before, "stock" if verb == "现行有效" else "document")


def verb_in(lead: str) -> str | None:
    """The word that tells what was done with a document."""
    found = _DOCUMENT_VERB.search(lead)
    return found[0] if found else None


def decision(clause: Clause, words: Vocabulary, earlier: str) -> Found | None:
    """Decisions taken in the year. `earlier` is the sentence so far, which may say that it is about publishing them."""
    found = words.decision.search(clause.lead)
    if found is None or _PUBLISHED.search(earlier) or not _OWN.fullmatch(clause.lead[: found.start()]):
        return None
    return Found(((f"{code_in(found)}.decisions",),), clause.lead[: found.start()], "decision")


def fee(clause: Clause, words: Vocabulary) -> Found | None:
    """Fees collected in the year, in the form's unit."""
    found = words.fee.search(clause.lead)
    if found is None or not _OWN.fullmatch(clause.lead[: found.start()]):
        return None
    return Found(((f"{code_in(found)}.amount_10k_yuan",),), clause.lead[: found.start()], "decision")


def no_documents(what: str, words: Vocabulary) -> tuple[Readings, ...]:
    """The claim of which the words after 未 say that there was none (未制发规范性文件)."""
    found = words.document.fullmatch(what)
    if found is None or not found["verb"]:
        return ()
    readings = words.keep(f"{code_in(found)}.{column}" for column in DOCUMENT_MEASURES[found["verb"]])
    return (readings,) if readings else ()
