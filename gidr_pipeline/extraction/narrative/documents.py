"""Clauses about the first table: documents issued, decisions taken and fees collected.

What belongs here: their wording. What does not: requests (`requests`) and challenges (`challenges`).
"""

import re

from gidr_pipeline.extraction.narrative.clause import AND_NO, LINK, TIME, Clause, Found
from gidr_pipeline.extraction.narrative.lexicon import Readings, Vocabulary, in_text, letters, over
from gidr_pipeline.extraction.narrative.tokens import Tokens

_LETTER = letters()
_DOCUMENT = over(f"(?P<verb>made)?of?document_kind*(?P<document>document)of?(?:[{TIME}]*(?P<then>made))?{LINK}$")
_MEASURES, _DOCUMENTS = "made link*(?:and+made link*)*", "document(?:and+document)*"
_RESPECTIVELY = over(
    f"(?:{_MEASURES}of?document_kind*{_DOCUMENTS}|{_DOCUMENTS}of?{_MEASURES})link*(?:respectively|(?P<all>each)){LINK}$"
)
"""Documents whose figures follow all at once: 制发、废止规范性文件分别为3件、2件."""
_STOCKS = ("in_force", "disclosed_total")
_REPEALED_THEN, _PAPERS_OF_ANY_KIND = "repealed", "文件"
"""制定规范性文件5件，废止文件2件 goes on with those."""
_RIGHT_BEHIND = over("figure[comma and]*$")
_SHOWN = over(
    f"(?P<verb>open|published)[own name whole_region region each of]*document_kind*(?P<document>document){LINK}$"
    f"|(?P<shown>document)(?P<how>open|published){LINK}$"
)
_NEXT = over("comma(?![within including])")
_MADE_NEXT = over(f"comma[{TIME} and adverb]*(?P<verb>made)")
_LEFT_OR_GONE = ("in_force", _REPEALED_THEN)
_BARE_VERB = over(
    f"[{TIME} own name whole_region and adverb link mark decide]*(?P<verb>made)(?P<papers>of?paper)?{LINK}"
)
_BARE_VERBS = over(f"[{TIME} and adverb mark]*(?P<verbs>made(?:and+made)+)[link adverb]*each{LINK}")
_DOCUMENT_AFTER = over("document_kind*(?P<document>document)$")
_NO_DOCUMENT = over(
    "(?:(?:made|revised)(?:and+(?:made|revised))*[of and any document_kind]*(?:document and?document_kind*)*document"
    f"|(?:document and?document_kind*)*document of?made(?:and+made)*)[situation case]*{AND_NO}"
)
_LIST_HEAD = over(
    f"(?:^|[comma stop colon])[{TIME} and link adverb own name made deny]*(?P<document>document)"
    "(?:[situation work]*[colon open_bracket]|[situation work]+comma)$"
)
_NEXT_VERB = f"[comma and]+[{TIME} and adverb]*made"
_LAST_OF_LIST = over(f"(?:{_NEXT_VERB}{LINK}figure)*{_NEXT_VERB} of?document_kind*(?P<document>document){LINK}figure")
"""制发24件，废止31件，现行有效的规范性文件56件."""
_ONLY_LINKS = over("[and link adverb]*")
_OF_OTHER_PAPERS = over("[and link adverb]*within[and link adverb]*")


def document(clause: Clause, words: Vocabulary, measure: str | None, item: str | None) -> Found | None:
    """Rules and normative documents issued, repealed or in force.

    `measure` and `item` are the code of the verb and of the document of the figure just before, which a list does not
    repeat; without an item the verb is said of other papers, among which these are (印发公文50件，其中规范性文件7件).
    """
    kinds = clause.words.kinds
    if listed := _RESPECTIVELY.search(kinds, clause.start, clause.end):
        return _one_by_one(clause.words, listed, words)
    if found := _DOCUMENT.search(kinds, clause.start, clause.end):
        return _named(clause, found, words, measure, item)
    if item and clause.tail == clause.tail_end and (found := _BARE_VERB.fullmatch(kinds, clause.start, clause.end)):
        known = not found["papers"] or _may_be_called_papers(clause, found, measure, item)
        verb = clause.words.items[found.start("verb")].code
        return _made(words, item, verb, found.start("verb")) if known else None
    if item and (found := _BARE_VERBS.fullmatch(kinds, clause.start, clause.end)):
        cells = [_readings(words, item, each) for each in clause.words.codes(*found.span("verbs"), _LETTER["made"])]
        return Found(tuple(cells), found.start("verbs"), "document") if all(cells) else None
    return _named_behind(clause, words)


def _named(
    clause: Clause, found: re.Match[str], words: Vocabulary, measure: str | None, item: str | None
) -> Found | None:
    """Documents that are named before their figure, with their verb or that of the figure before."""
    items = clause.words.items
    verb = next((items[found.start(name)].code for name in ("verb", "then") if found[name]), None)
    before = _OF_OTHER_PAPERS if measure and not item else _ONLY_LINKS
    twice = found["verb"] and found["then"]
    if twice or (verb is None and not before.fullmatch(clause.words.kinds, clause.start, found.start())):
        return None
    return _made(words, items[found.start("document")].code, verb or measure, found.start())


def _may_be_called_papers(clause: Clause, found: re.Match[str], measure: str | None, item: str) -> bool:
    """Whether a list of documents goes on with these papers: 现行有效文件20件, and 废止文件2件 right behind what else
    was done with normative documents. 印发文件20件 are any papers."""
    verb = clause.words.items[found.start("verb")].code
    if verb in _STOCKS:
        return True
    is_next = measure not in (None, verb) and _RIGHT_BEHIND.search(clause.words.kinds, 0, clause.start) is not None
    is_repealed = verb == _REPEALED_THEN and clause.words.words(*found.span("papers")) == _PAPERS_OF_ANY_KIND
    return is_next and is_repealed and item == "normative_documents"


def _named_behind(clause: Clause, words: Vocabulary) -> Found | None:
    """Documents that are named behind their figure: 制发3件规范性文件."""
    kinds = clause.words.kinds
    made = clause.words.codes(clause.start, clause.end, _LETTER["made"])
    behind = _DOCUMENT_AFTER.match(kinds, clause.tail, clause.tail_end)
    if not (made and behind):
        return None
    label = kinds.rindex(_LETTER["made"], clause.start, clause.end)
    return _made(words, clause.words.items[behind.start("document")].code, made[-1], label, behind.end() - clause.tail)


def _made(words: Vocabulary, code: str | None, verb: str | None, label: int, after: int = 0) -> Found | None:
    readings = _readings(words, code, verb)
    return Found((readings,), label, "stock" if verb in _STOCKS else "document", after) if readings else None


def _one_by_one(words: Tokens, listed: re.Match[str], vocabulary: Vocabulary) -> Found | None:
    """What figures that follow each other claim, of several documents or of several that is done with one."""
    cells = [
        _readings(vocabulary, code, verb)
        for code in words.codes(*listed.span(), _LETTER["document"])
        for verb in words.codes(*listed.span(), _LETTER["made"])
    ]
    several = listed[0].count(_LETTER["document"]) > 1 and listed[0].count(_LETTER["made"]) > 1
    if len(cells) < 2 or not all(cells):
        return None
    if listed["all"]:
        return Found(tuple(cells), listed.start(), "document")
    if several:
        return None
    return Found(tuple(cells[:1]), listed.start(), "document", then=tuple(cells[1:]))


def _readings(words: Vocabulary, code: str | None, verb: str | None) -> Readings:
    """The cells of a document that a verb may mean: which of them there are is the form's to say."""
    return words.keep(f"{code}.{column}" for column in (verb or "").split())


_NONE_MADE = over("made(?:and+made)*of?[situation paper]*")


def no_documents(words: Tokens, start: int, end: int, vocabulary: Vocabulary, item: str | None) -> tuple[Readings, ...]:
    """The claims of which the words after 未 say that there were none: 未制发规章、规范性文件, or 无制发、废止 of the
    `item` that the figure just before counts."""
    if item and _NONE_MADE.fullmatch(words.kinds, start, end):
        cells = [_readings(vocabulary, item, verb) for verb in words.codes(start, end, _LETTER["made"])]
        return tuple(readings for readings in cells if readings)
    made = _NO_DOCUMENT.fullmatch(words.kinds, start, end)
    if made is None:
        return ()
    verbs = words.codes(start, end, _LETTER["made"])
    documents = words.codes(start, end, _LETTER["document"])
    cells = [_readings(vocabulary, code, verb) for verb in verbs for code in documents]
    return tuple(readings for readings in cells if readings)


def item_shown(clause: Clause) -> str | None:
    """The document of which a figure says how many were published (发布规范性文件10件), where what follows may say more
    of it, and not of those (其中废止3件)."""
    found = _SHOWN.search(clause.words.kinds, clause.start, clause.end)
    if not (found and _NEXT.match(clause.words.kinds, clause.tail)):
        return None
    if found["shown"]:
        # 解读规范性文件公开10件 counts what explains them, and 印发 behind 公开 is of any papers.
        then = _MADE_NEXT.match(clause.words.kinds, clause.tail)
        known = then and clause.words.items[then.start("verb")].code in _LEFT_OR_GONE
        if not known or _LETTER["published"] in clause.words.kinds[clause.start : found.start()]:
            return None
    names = ("how", "shown") if found["shown"] else ("verb", "document")
    verb, named = (clause.words.items[found.start(name)] for name in names)
    return named.code if verb.letter == _LETTER["open"] or verb.code == "shown" else None


def item_of_list(clause: Clause) -> str | None:
    """The document that a list is about of which a figure is one: 规范性文件：制发5件，废止2件."""
    words, kinds = clause.words, clause.words.kinds
    found = _LIST_HEAD.search(kinds, 0, clause.start) or _LAST_OF_LIST.match(kinds, clause.tail)
    return words.items[found.start("document")].code if found else None


_ROWS = "(?P<row>(?:row measures?and)*row)"
_NO_DECISION = over(f"[handle adverb]*{_ROWS}measures?[of cause]*case?{LINK}$")
_TAKEN = "measures?[link of cause adverb case this all_year time]*[handle decide]*decide"
_DECISION = over(
    f"(?:[^comma stop figure deny]*such)?[adverb cause handle done carry_out]*{_ROWS}{_TAKEN}[adverb finish]*{LINK}$"
)
_DECISION_BEHIND = over("(?P<row>row)measures?(?:[handle decide]*decide)?$")
"""作出17件行政许可决定, 作出17宗行政许可."""
_ANOTHER_ROW = over("and row")
"""作出30件行政许可、行政处罚 says one figure of both."""
_ONLY_TAKEN = over(f"[{TIME} adverb link]+$")
_DECISIONS = over(f"{_ROWS}{_TAKEN} link*respectively{LINK}$")
_CARRIED_OUT = over(f"carry_out{_ROWS}{LINK}$")
_TAKEN_ALONE = over(f"adverb{_ROWS}measures?{LINK}$")
"""作出行政处罚3起."""
_BARE_DECISION = over(f"[{TIME} and adverb]*(?P<label>[handle decide]*decide){LINK}")
_NEXT_OF_LIST = over(
    f"[{TIME} own name comma adverb and carry_out]*(?P<label>(?:(?P<handled>handle)(?=row{LINK}$))?(?P<row>row))"
    f"measures?[of case]*{LINK}"
)
_NOTHING_FOLLOWS = over("[^stop figure]*(?:stop|$)")
_DECIDED_BEHIND = over(f"(?:and+row measures?{LINK}figure)*[of comma asks]*[handle decide]*decide(?!{LINK}figure)")
"""行政许可5件、行政处罚3件的处理决定."""
_ROW_BEHIND = over(
    f"(?:open_bracket[^close_bracket]*close_bracket)?[and comma stop]+adverb*row measures?[of case]*{LINK}figure"
)
"""行政许可5件、行政处罚3件."""
_ROW_BEFORE = over("row[^comma stop figure]*figure(?:open_bracket[^close_bracket]*close_bracket)?[and comma stop]*$")
_NO_DECISIONS = over(
    f"(?:(?:row measures?decide?and+)*{_ROWS}measures?such?asks*of?"
    f"(?P<decided>[handle decide]*decide)?[case situation work]*){AND_NO}"
)
_COME_ABOUT = over("(?:happen|carry_out)asks*$")
_NO_FEE = over(f"[fee_word any]*(?P<fee>fee)[fee_word case situation work]*{AND_NO}")
_PUBLISHED = over("[published open]")
_COUNTED_AS_PUBLISHED = over("[published open][^comma stop figure]*info link*figure(?![comma and open_bracket]*within)")
"""公开信息148条, before decisions that are told by themselves."""
_FEE = over(
    "(?:fee_word[^comma stop figure]*such|(?P<kinds>(?:fee_kind and?)+such))?fee_word*(?P<row>fee)"
    "[fee_word link of colon this all_year time adverb]*$"
)


def decision(clause: Clause, item: str | None, listed: bool) -> Found | None:
    """Decisions taken in the year, unless the sentence so far is about publishing them. `item` is what the figure just
    before counts, which a list does not repeat; nor does it repeat 决定 where that figure is one of them (`listed`)."""
    kinds = clause.words.kinds
    taken = "deciding" in clause.words.codes(clause.start, clause.end, _LETTER["adverb"])
    if _PUBLISHED.search(kinds, _where_its_words_begin(clause, taken, listed), clause.end):
        return None
    if rows := _DECISIONS.search(kinds, clause.start, clause.end):
        first, *others = ((f"{code}.decisions",) for code in clause.words.codes(*rows.span(), _LETTER["row"]))
        return Found((first,), rows.start(), "decision", then=tuple(others)) if others else None
    found = _DECISION.search(kinds, clause.start, clause.end)
    if found is None and (taken or clause.unit in _OF_DECISIONS):
        found = (_TAKEN_ALONE if taken else _CARRIED_OUT).search(kinds, clause.start, clause.end)
    if found is None and clause.zero:
        found = _NO_DECISION.search(kinds, clause.start, clause.end)
    if found:
        codes = clause.words.codes(found.start(), found.end(), _LETTER["row"])
        shared = clause.zero or len(codes) == 1
        claims = tuple((f"{code}.decisions",) for code in codes)
        return Found(claims, found.start(), "decision") if shared else None
    behind = _DECISION_BEHIND.match(kinds, clause.tail, clause.tail_end) if taken else None
    if (
        behind
        and not _ANOTHER_ROW.match(kinds, behind.end())
        and (verb := _ONLY_TAKEN.search(kinds, clause.start, clause.end))
    ):
        label = verb.start()
        row = clause.words.items[behind.start("row")].code
        return Found(((f"{row}.decisions",),), label, "decision", behind.end() - clause.tail)
    if item and (bare := _BARE_DECISION.fullmatch(kinds, clause.start, clause.end)):
        return Found(((f"{item}.decisions",),), bare.start("label"), "decision")
    return _of_a_list(clause, listed)


def _where_its_words_begin(clause: Clause, taken: bool, listed: bool) -> int:
    """From where on words may say that decisions were published: in the clause where they are said to be `taken`,
    behind the figure before where that is `listed` with them, and in the whole part of the sentence elsewhere, or where
    其中 makes them a part of what was published."""
    part = clause.words.kinds.rfind(_LETTER["stop"], 0, clause.start) + 1
    if taken:
        return clause.start
    counted = [found.end() for found in _COUNTED_AS_PUBLISHED.finditer(clause.words.kinds, part)]
    part = max([part, *(end for end in counted if end <= clause.start)])
    return clause.since if listed and _LETTER["within"] not in clause.words.kinds[part : clause.start] else part


def _of_a_list(clause: Clause, listed: bool) -> Found | None:
    """Decisions in a list of them, which says so at its beginning or its end."""
    kinds = clause.words.kinds
    first = not (listed or _ROW_BEFORE.search(kinds, 0, clause.start))
    if first and _ROW_BEHIND.match(kinds, clause.tail) and not clause.has("handle", "done"):
        told = True
    elif _DECIDED_BEHIND.match(kinds, clause.tail):
        told = listed or first
    else:
        told = listed and clause.tail == clause.tail_end
    found = _NEXT_OF_LIST.fullmatch(kinds, clause.start, clause.end)
    if found is None or not told or clause.unit in _OF_ITEMS:
        return None
    row = clause.words.items[found.start("row")].code
    # 作出行政许可决定30件，办理行政许可28件; 办理行政处罚30件，立案28件
    again = row in clause.words.codes(0, clause.start, _LETTER["row"])
    if found["handled"] and (again or not _NOTHING_FOLLOWS.match(kinds, clause.tail)):
        return None
    return Found(((f"{row}.decisions",),), found.start("label"), "decision")


def no_decisions(words: Tokens, start: int, end: int, counted: bool) -> tuple[Readings, ...]:
    """The claims of which the words after 未 say that there were none: 未作出行政许可、行政处罚等决定, 未实施行政强制.

    Without 决定 they say so only where others were `counted` before, several are named, or a word before `start` says
    that none came about: a firm may have 无行政处罚.
    """
    found = _NO_DECISIONS.fullmatch(words.kinds, start, end)
    codes = words.codes(start, end, _LETTER["row"])
    taken = start > 0 and words.items[start - 1].code == "deciding"
    certain = counted or taken or len(codes) > 1 or _COME_ABOUT.search(words.kinds, 0, start)
    return tuple((f"{code}.decisions",) for code in codes) if found and (certain or found["decided"]) else ()


def no_fee(words: Tokens, start: int, end: int) -> tuple[Readings, ...]:
    """The claim of which the words after 无 say that there was none: 无行政事业性收费."""
    found = _NO_FEE.fullmatch(words.kinds, start, end)
    return ((f"{words.items[found.start('fee')].code}.amount_10k_yuan",),) if found else ()


_CHANGED = re.compile(f"(?:{in_text('increased')}|(?P<less>{in_text('decreased')}))$")
_CHANGED_AGAIN = re.compile(rf"\D?[,;、](?:{in_text('increased')}|{in_text('decreased')})\d")
_ITEMS_OR_NOTHING = over("items?")


def change_of_items(clause: Clause, words: Vocabulary, item: str | None) -> Found | None:
    """How many items the year added to those of the year before, or took from them: 本年增加2项, 本年减少2项."""
    plain = item and _ITEMS_OR_NOTHING.fullmatch(clause.words.kinds, clause.tail, clause.tail_end)
    if not plain or _CHANGED_AGAIN.match(clause.words.text, clause.words.items[clause.at].end):
        return None
    said = _CHANGED.fullmatch(clause.words.words(clause.start, clause.end))
    readings = words.keep([f"{item}.items_change"]) if said else ()
    return Found((readings,), clause.start, "items", is_less=bool(said and said["less"])) if readings else None


def fee(clause: Clause) -> Found | None:
    """Fees collected in the year, in the form's unit."""
    kinds = clause.words.kinds
    found = _FEE.search(kinds, clause.start, clause.end)
    if found is None or (found["kinds"] and kinds.count(_LETTER["fee"]) > 1):
        return None  # each of several is of its kinds alone
    return Found(((f"{clause.words.items[found.start('row')].code}.amount_10k_yuan",),), found.start(), "fee")


_OF_ITEMS = ("项", "个")
_OF_DECISIONS = ("件", "宗", "份")
_BY_ROW = "(?P<row>row)of?(?:stock_of_items|[case situation items]*last)"
_ITEMS = over(f"(?:{_BY_ROW}|last of?(?P<later>row)[situation cause]*items){LINK}$")


_ITEMS_OF_LIST = over(f"(?:stock_of_items|last[of items]+){LINK}")
_ROW_OF_LIST = over("row[situation work]*colon$")


def row_of_list(words: Tokens, end: int) -> str | None:
    """The row of the first table that a list is about: 行政许可：上一年项目12项，处理决定53件."""
    found = _ROW_OF_LIST.search(words.kinds, 0, end)
    return words.items[found.start()].code if found else None


def stock_of_items(clause: Clause, words: Vocabulary, listed: str | None) -> Found | None:
    """Items of the year before, as the form of 2019 counts them: 行政许可上一年项目数量25项; `listed` is the row that a
    list is about."""
    found = _ITEMS.search(clause.words.kinds, clause.start, clause.end)
    if found:
        code = clause.words.items[found.start("row" if found["row"] else "later")].code
        label = found.start()
    elif listed and _ITEMS_OF_LIST.fullmatch(clause.words.kinds, clause.start, clause.end):
        code, label = listed, clause.start
    else:
        return None
    readings = words.keep([f"{code}.items_prior_year"])
    return Found((readings,), label, "items") if readings else None


_PURCHASES = over(f"[adverb cause handle carry_out]*(?P<purchase>purchase)of?items?{LINK}$")
_PURCHASES_BEFORE = over(f"[adverb cause handle carry_out]*(?P<purchase>purchase){LINK}$")
_ITEMS_BEHIND = over("items$")
_PURCHASES_LISTED, _ITEMS_ALONE = over("(?P<purchase>purchase)[situation work]*colon$"), over(f"items{LINK}")
_SPENT = over(f"(?:(?P<purchase>purchase)items?[of cause]*)?fee_word+{LINK}$")


def purchases(clause: Clause) -> Found | None:
    """Purchases of the government (政府集中采购) in the year."""
    kinds = clause.words.kinds
    found, after = _PURCHASES.search(kinds, clause.start, clause.end), 0
    if found is None and (behind := _ITEMS_BEHIND.match(kinds, clause.tail, clause.tail_end)):
        found, after = _PURCHASES_BEFORE.search(kinds, clause.start, clause.end), behind.end() - clause.tail
    if found is None and _ITEMS_ALONE.fullmatch(kinds, clause.start, clause.end):
        found = _PURCHASES_LISTED.search(kinds, clause.since, clause.start)
    if found is None or clause.unit == "次":
        return None
    code = clause.words.items[found.start("purchase")].code
    return Found(((f"{code}.projects",),), max(found.start(), clause.start), "purchase", after)


def spent(clause: Clause, item: str | None) -> Found | None:
    """What purchases cost; `item` is the code of the purchases that the figure just before counts."""
    found = _SPENT.search(clause.words.kinds, clause.start, clause.end)
    if found is None or not (found["purchase"] or item):
        return None
    code = clause.words.items[found.start("purchase")].code if found["purchase"] else item
    return Found(((f"{code}.amount_yuan",),), found.start(), "purchase")
