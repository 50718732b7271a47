"""Pages in a real browser: what links and the script do, the keyboard, paper, small screens, and who can read them.

Skipped where there is no Chromium, unless GIDR_TESTS_NEED_BROWSER is set. Playwright is told to use the system's.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright

from gidr_pipeline.browse.links import LANGUAGES
from gidr_pipeline.browse.pages import search
from gidr_pipeline_tests.browse.corpus import BODIES, HOSTILE
from gidr_pipeline_tests.browse.serving import Site

pytestmark = pytest.mark.xdist_group("browse")

WIDE, NARROW = (1400, 900), (390, 844)
WITH_FAULTS = f"report/2022/{quote(BODIES[1])}.txt"
PAGES = (
    "",
    "findings",
    "findings?show=open",
    "ranking?by=body&year=2023",
    "search?q=2023&text=1",
    "rejected",
    WITH_FAULTS,
    f"report/2023/{quote(BODIES[3])}.txt",
    f"report/{quote(HOSTILE)}",
    f"body/{quote(BODIES[2])}",
    "nothing",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = _launched(playwright)
        except Error as error:
            if os.environ.get("GIDR_TESTS_NEED_BROWSER"):
                raise
            pytest.skip(f"there is no browser to look at pages with: install chromium ({str(error).splitlines()[0]})")
        yield browser
        browser.close()


def _launched(playwright: Playwright) -> Browser:
    system = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    # A container has no place for Chromium's sandbox; the pages are our own.
    return playwright.chromium.launch(executable_path=system, args=["--no-sandbox"])


class Watched:
    """A page of the browser that notes what went wrong on it and whom it asked."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site = page, site
        self.wrong: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.site.root}/{path}")
        return self.page


@pytest.fixture(scope="module")
def _one(browser: Browser, site: Site) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    yield Watched(page, site)
    page.close()


@pytest.fixture
def watched(_one: Watched) -> Iterator[Watched]:
    """A page at full width, on which nothing may go wrong and which may ask nobody else."""
    _one.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    _one.page.emulate_media(media="screen")
    _one.wrong.clear()
    _one.asked.clear()
    yield _one
    assert [wrong for wrong in _one.wrong if "404" not in wrong] == []
    assert [url for url in _one.asked if not url.startswith(_one.site.root)] == []


def ends(text: str) -> re.Pattern[str]:
    """What an address or title that ends so matches. A click does not wait for the page it leads to; `expect` does."""
    return re.compile(re.escape(text) + "$")


def is_in_view(page: Page, selector: str) -> bool:
    """Whether the middle of an element is what one sees there."""
    script = """selector => {
        const box = document.querySelector(selector).getBoundingClientRect();
        const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return Boolean(there && document.querySelector(selector).contains(there));
    }"""
    return bool(page.evaluate(script, selector))


def test_a_cell_shows_its_characters_and_they_lead_back(watched: Watched) -> None:
    page = watched.open(f"zh/{WITH_FAULTS}")
    page.click('[id="c-carried_out.total"] a')
    mark = ".mark.chosen"
    expect(page.locator(mark)).to_have_text(["9"])
    assert is_in_view(page, mark)
    page.mouse.wheel(0, -5000)
    page.click(mark)
    expect(page).to_have_url(ends("#c-carried_out.total"))
    expect(page.locator("td.chosen")).to_have_id("c-carried_out.total")
    assert is_in_view(page, "td.chosen")


def test_without_a_script_the_links_do_the_same(browser: Browser, site: Site) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{site.root}/zh/{WITH_FAULTS}")
        link = page.locator('[id="c-carried_out.total"] a')
        place = (link.get_attribute("href") or "").partition("#")[2]
        link.click()
        mark = page.locator(f'[id="{place}"] + .mark')
        expect(mark).to_be_in_viewport()
        expect(mark).to_have_css("background-color", "rgb(255, 229, 107)")
        mark.click()
        expect(page.locator('[id="c-carried_out.total"]')).to_be_in_viewport()


def test_a_finding_marks_all_its_cells_and_their_characters(watched: Watched) -> None:
    page = watched.open(f"en/{WITH_FAULTS}#v-request_applicants.resolved_total")
    expect(page.locator("td.chosen")).to_have_count(7)
    expect(page.locator(".mark.chosen")).to_have_text(["496", "12", "15", "10", "10", "2", "554"])
    assert is_in_view(page, ".mark.chosen")
    page.keyboard.press("Escape")
    expect(page.locator(".chosen")).to_have_count(0)


def test_a_finding_is_reached_from_the_list(watched: Watched) -> None:
    page = watched.open("en/findings")
    page.select_option("select[name=rule]", "carry_over")
    page.select_option("select[name=year]", "2023")
    page.click(".filter button")
    expect(page).to_have_url(re.compile("rule=carry_over"))
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("select[name=rule]")).to_have_value("carry_over")
    page.click("tbody tr:first-child .check.fail")
    expect(page).to_have_url(ends("#v-carry_over.natural_person"))
    expect(page.locator("td.chosen")).to_have_id("c-carried_in.natural_person")
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(2)


def test_the_keyboard_reaches_everything(watched: Watched) -> None:
    page = watched.open(f"en/report/2023/{quote(BODIES[3])}.txt")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    page.locator('[id="c-received.natural_person"] a').focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    cell = '[id="c-carried_in.natural_person"]'
    expect(page.locator(f"{cell} > :focus")).to_have_css("outline-style", "solid")
    expect(page.locator(f"{cell} [role=tooltip]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#legend"))
    unreachable = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select')].filter(e => e.tabIndex < 0).length"
    )
    assert unreachable == 0


def test_the_way_to_the_other_language_leads_to_the_same_page(watched: Watched) -> None:
    page = watched.open(f"zh/{WITH_FAULTS}")
    expect(page).to_have_title(ends("政府信息公开年度报告"))
    page.click("a.lang")
    expect(page).to_have_url(ends(f"/en/{WITH_FAULTS}"))
    expect(page).to_have_title(ends("Disclosure reports"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_paper_has_the_report_and_its_text_and_nothing_to_click(watched: Watched) -> None:
    page = watched.open(f"zh/{WITH_FAULTS}")
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator("#source")).to_have_css("overflow-y", "visible")
    whole = (
        "(e => e.clientHeight === e.scrollHeight && e.clientHeight > innerHeight)(document.getElementById('source'))"
    )
    assert page.evaluate(whole)
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("page_of", PAGES)
def test_anybody_can_read_it_on_any_screen(watched: Watched, page_of: str) -> None:
    page = watched.open(f"{'en' if 'ranking' in page_of else 'zh'}/{page_of}")
    broken = Axe().run(page).generate_report()
    assert "Found 0 accessibility violations" in broken, broken
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [1220, 1280, 1440, 1920])
def test_no_table_of_a_report_is_cut_off_beside_its_text(watched: Watched, lang: str, width: int) -> None:
    page = watched.open(f"{lang}/{WITH_FAULTS}")
    page.set_viewport_size({"width": width, "height": 900})
    wider = "[...document.querySelectorAll('.form .wide')].filter((each) => each.scrollWidth > each.clientWidth).length"
    assert page.evaluate(wider) == 0


def test_a_search_goes_on_until_it_has_found_enough(
    browser: Browser, many: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_SECONDS", 0)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{many.root}/en/search?q=no+such+words&text=1")
        expect(page.locator(".number")).to_have_text("all 9,400 texts looked through")
        expect(page.locator(".none")).to_be_visible()
        page.goto(f"{many.root}/en/search?q=img src=x&text=1&year=2023")
        expect(page.locator(".hits li")).to_have_count(50)
        expect(page.locator(".further")).to_be_visible()


def test_strangers_run_nothing(watched: Watched) -> None:
    page = watched.open(f"zh/report/{quote(HOSTILE)}")
    assert page.title() != "run"
    assert page.locator("main script, main img").count() == 0
    page.click(".mark >> nth=3")
    expect(page.locator("td.chosen")).to_have_count(1)


def test_files_work_where_they_lie(browser: Browser, folder: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("console", lambda said: wrong.append(said.text))
        page.goto((folder / "index.html").as_uri())
        page.click("text=English")
        page.click("nav >> text=Findings")
        page.click("tbody tr:first-child .check.fail")
        expect(page.locator("td.chosen")).not_to_have_count(0)
        page.click("a.lang")
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
        expect(page.locator("body")).to_have_css("margin-top", "0px")
        assert wrong == []
