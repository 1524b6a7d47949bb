"""The pages in a real browser: Debian's chromium, without a window, on 127.0.0.1; skipped where there is none."""

import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import PATIENCE

from gongbao.data import tables

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCREENS = {"desktop": {"width": 1360, "height": 900}, "phone": {"width": 360, "height": 740}}
LOOK = """async () => {
  const pictures = [...document.images];
  pictures.forEach((one) => { one.loading = "eager"; });
  await Promise.all(pictures.map((one) => one.decode().catch(() => 0)));
  await document.fonts.ready;
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    width: [document.scrollingElement.scrollWidth, innerWidth],
    broken: pictures.filter((one) => !one.naturalWidth).map((one) => "no picture: " + one.src),
    figures: all("figure img").map((one) => one.getBoundingClientRect().width / one.getAttribute("width")),
    tables: all("article div.table").filter((one) => one.scrollWidth > one.clientWidth + 8).length,
    cards: all("article div.table table.cards").length,
  };
}"""
AXE = """async () => (await axe.run({ resultTypes: ["violations"] })).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => [one.id, one.nodes[0].html.slice(0, 200)])"""
CANCELLED = "net::ERR_ABORTED"  # what still loaded when the page was left
EVERYONE = [("desktop", "light"), ("phone", "dark")]
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>
</fontconfig>"""
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Chromium with a Chinese font, so that lines are as long as a reader sees them."""
    from playwright.sync_api import sync_playwright

    home = tmp_path_factory.mktemp("chromium")
    fonts = Path(find_spec("zhplot").origin).parent / "fonts"
    (home / "fonts.conf").write_text(FONTS.format(fonts=fonts, cache=home / "fontconfig"))
    variables = os.environ | {"HOME": str(home), "FONTCONFIG_FILE": str(home / "fonts.conf")}
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=variables, timeout=PATIENCE * 1000)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(book):
    """A server on loopback, as `make serve` starts one."""

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Silent, directory=str(book / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def axe(shared):
    """The folder that holds axe-core's script, from npm, or says why it does not."""

    def make(folder):
        command = ["npm", "install", "--no-save", "--no-package-lock", "--silent", "--prefix", folder, "axe-core@4"]
        try:
            subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True)
            shutil.copy(folder / "node_modules" / "axe-core" / "axe.min.js", folder / "axe.js")
        except (OSError, subprocess.SubprocessError) as error:
            (folder / "error").write_text(str(error))

    return shared("axe", make)


def opened(browser, **options):
    """Open a page that waits as long as a busy machine needs."""
    page = browser.new_page(**options)
    page.set_default_timeout(PATIENCE * 1000)
    return page


@pytest.fixture
def page(browser):
    """A page of a window as wide as a desktop."""
    one = opened(browser)
    yield one
    one.close()


def watched(page, home):
    """Return a list that fills with what goes wrong: failed and foreign requests, errors."""
    wrong = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda one: wrong.append(f"failed: {one.url}") if one.failure != CANCELLED else None)
    page.on("response", lambda answer: wrong.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    known = (home, "data:", "blob:")
    page.on("request", lambda one: None if one.url.startswith(known) else wrong.append(f"other host: {one.url}"))
    return wrong


def visit(page, wrong, address):
    """Go to an address; return what it shows, and what went wrong there as `wrong`."""
    wrong.clear()
    page.goto(address, wait_until="load")
    found = page.evaluate(LOOK)
    wide = ["{} px wide on a screen of {} px".format(*found["width"])] if found["width"][0] > found["width"][1] else []
    return found | {"wrong": [*wrong, *found["broken"], *wide]}


def pages(book):
    found = sorted((book / "site").rglob("*.html"))
    assert len(found) > 10
    return [path.relative_to(book / "site").as_posix() for path in found]


@pytest.fixture
def visited(shared, book, browser, address, axe):
    """What every page shows on a screen in a scheme: each page is visited once, for all tests that only look."""

    def found(screen, scheme):
        file = shared(f"{screen}-{scheme}", functools.partial(make, screen, scheme)) / "found.json"
        return json.loads(file.read_text(encoding="utf-8"))

    def make(screen, scheme, folder):
        page = opened(browser, viewport=SCREENS[screen], color_scheme=scheme)
        script = axe / "axe.js" if (screen, scheme) in EVERYONE else axe / "none"
        wrong, all_found = watched(page, address), {}
        for name in pages(book):
            all_found[name] = visit(page, wrong, f"{address}/{name}")
            if script.exists():
                page.evaluate(script.read_text(encoding="utf-8"))
                all_found[name]["barriers"] = page.evaluate(AXE)
        page.close()
        (folder / "found.json").write_text(json.dumps(all_found), encoding="utf-8")

    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_is_whole(visited, screen, scheme):
    found = visited(screen, scheme)
    assert {name: page["wrong"] for name, page in found.items() if page["wrong"]} == {}


@pytest.mark.parametrize(("screen", "scheme"), EVERYONE)
def test_every_page_can_be_used_by_everyone(visited, axe, screen, scheme):
    if (axe / "error").exists():
        pytest.skip(f"axe-core cannot be had from npm: {(axe / 'error').read_text()}")
    found = visited(screen, scheme)
    assert {name: page["barriers"] for name, page in found.items() if page["barriers"]} == {}


def test_no_text_is_cut_in_a_figure(book, page):
    cut, letters = {}, 0
    for path in sorted((book / "site" / "figures").rglob("*.svg")):
        page.goto(path.as_uri())
        count, outside = page.evaluate(
            """() => {
              const sheet = document.documentElement.getBoundingClientRect();
              const texts = [...document.querySelectorAll("g[id^=text_]")].map((one) => one.getBoundingClientRect());
              const out = (box) => box.left < sheet.left - 1 || box.right > sheet.right + 1
                || box.top < sheet.top - 1 || box.bottom > sheet.bottom + 1;
              return [texts.length, texts.filter((box) => box.width && out(box)).length];
            }"""
        )
        letters += count
        cut[path.name] = outside
    assert letters > 100
    assert {name: count for name, count in cut.items() if count} == {}


def test_figures_can_be_read_on_a_phone(visited):
    widths = [width for page in visited("phone", "light").values() for width in page["figures"]]
    assert min(widths) > 0.9  # 7 pt stay 7 pt, or nearly so


def test_tables_fit_a_phone(visited):
    found = visited("phone", "light")
    assert sum(page["cards"] for page in found.values()) > 10
    assert {name: page["tables"] for name, page in found.items() if page["tables"]} == {}


def test_in_the_dark_figures_are_dark_and_on_paper_light(browser, address):
    page = opened(browser, color_scheme="dark")
    page.goto(f"{address}/en/index.html")
    style = "getComputedStyle(document.querySelector('figure .paper')).filter"
    assert "invert" in page.evaluate(style)
    page.emulate_media(media="print")
    assert page.evaluate(style) == "none"
    assert not page.locator(".sidebar-drawer").is_visible()
    page.close()


def test_the_other_language_is_one_click_away_on_the_same_page(book, page, address):
    english, chinese = ({name[3:] for name in pages(book) if name.startswith(start)} for start in ("en/", "zh/"))
    assert english == chinese
    for name in sorted(english):
        page.goto(f"{address}/en/{name}")
        for language in ("zh", "en"):  # there and back
            with page.expect_navigation():
                page.locator(".tools nav a").click()
            assert page.url == f"{address}/{language}/{name}"
            assert page.evaluate("document.documentElement.lang").startswith(language)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "interval"), ("en", "fraud"), ("zh", "诈骗"), ("zh", "交通事故"), ("zh", "区间")]
)
def test_search_finds_a_word(page, address, language, word):
    page.goto(f"{address}/{language}/index.html")
    page.locator(".sidebar-search").fill(word)
    page.locator(".sidebar-search").press("Enter")
    page.wait_for_selector("#results li a")
    links = page.locator("#results li a")
    assert word in page.locator("#results").inner_text().lower().replace(" ", "")
    assert all(f"/{language}/" in link.get_attribute("href") for link in links.all())
    assert "¶" not in page.locator("#results").inner_text()
    with page.expect_navigation():
        links.first.click()
    assert word in page.content().lower()


def test_search_says_that_it_found_nothing(page, address):
    page.goto(f"{address}/en/search.html?q=zyzzyva")
    page.wait_for_function("document.querySelector('#found').textContent == 'Nothing found.'")


def test_every_page_works_from_a_file(book, page):
    home = (book / "site").as_uri()
    noted = watched(page, home)
    wrong = {name: visit(page, noted, f"{home}/{name}")["wrong"] for name in pages(book)}
    assert {name: what for name, what in wrong.items() if what} == {}


def test_search_says_that_it_needs_a_server(book, page):
    page.goto((book / "site/zh/search.html").as_uri())
    assert "make serve" in page.locator(".needs-server").inner_text()
    assert not page.locator("#query").is_visible()


def test_the_register_sorts_filters_and_has_addresses(book, page, address):
    rows = tables.load()
    page.goto(f"{address}/en/indicators.html#{rows['id'].iloc[-1]}")
    last = f"document.getElementById('{rows['id'].iloc[-1]}').getBoundingClientRect().top"
    page.wait_for_function(f"{last} >= 0 && {last} < innerHeight")
    cells = page.locator("tbody td[data-name=Value]")
    page.get_by_role("button", name="Value").click()
    up = [float(cell.get_attribute("data-sort")) for cell in cells.all()]
    assert up == sorted(rows["value"])
    page.get_by_role("button", name="Value").click()
    assert page.locator("th[aria-sort=descending]").count() == 1
    assert float(cells.first.get_attribute("data-sort")) == rows["value"].max()
    page.locator(".filter input").fill(rows["indicator"].iloc[0])
    shown = page.locator("tbody tr:visible")
    assert 1 <= shown.count() < len(rows)
    assert page.locator(".filter .count").inner_text() == f"{shown.count()} rows"


def test_code_is_folded_and_one_click_shows_it(book, page, address):
    name = next(name for name in pages(book) if name.startswith("en/") and name.count("/") == 2)
    page.goto(f"{address}/{name}")
    code = page.locator("details.hide .highlight").first
    assert not code.is_visible()
    page.locator("details.hide summary").first.click()
    assert code.is_visible()
    page.locator("button.all-code").click()
    assert all(one.is_visible() for one in page.locator("details.hide .highlight").all())


def test_a_wrong_address_leads_home(page, address, book):
    page.route(
        "**/nowhere/**",
        lambda route: route.fulfill(body=(book / "site/404.html").read_text(), content_type="text/html"),
    )
    page.goto(f"{address}/en/nowhere/at/all.html")
    with page.expect_navigation():
        page.get_by_role("link", name="阅读中文版").click()
    assert page.url == f"{address}/zh/index.html"
