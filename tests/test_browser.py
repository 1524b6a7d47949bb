"""The pages in a real browser: Debian's chromium, without a window, on 127.0.0.1; skipped where there is none."""

import functools
import http.server
import os
import shutil
import subprocess
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

from gongbao.data import tables

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCREENS = {"desktop": {"width": 1360, "height": 900}, "phone": {"width": 360, "height": 740}}
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
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=variables)
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
def axe(tmp_path_factory):
    """axe-core's script, from npm."""
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--no-save", "--no-package-lock", "--silent", "--prefix", str(folder), "axe-core@4"]
    try:
        subprocess.run(command, check=True, timeout=120, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"axe-core cannot be had from npm: {error}")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text()


def visit(page, address):
    """Open a page; return what went wrong: failed and foreign requests, errors, a page wider than the screen."""
    wrong = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
    page.on("response", lambda answer: wrong.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    known = (address.rsplit("/", 1)[0][:16], "data:", "blob:")
    page.on("request", lambda one: None if one.url.startswith(known) else wrong.append(f"other host: {one.url}"))
    page.goto(address, wait_until="load")
    width, screen = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    if width > screen:
        wrong.append(f"{width} px wide on a screen of {screen} px")
    return wrong


def pages(book):
    found = sorted((book / "site").rglob("*.html"))
    assert len(found) > 10
    return [path.relative_to(book / "site").as_posix() for path in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_is_whole(book, browser, address, screen, scheme):
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme)
    wrong = {}
    for name in pages(book):
        page = context.new_page()
        seen = visit(page, f"{address}/{name}")
        broken = page.evaluate(
            """async () => {
              const pictures = [...document.images];
              pictures.forEach((one) => { one.loading = "eager"; });
              await Promise.all(pictures.map((one) => one.decode().catch(() => 0)));
              return pictures.filter((one) => !one.naturalWidth).map((one) => "no picture: " + one.src);
            }"""
        )
        wrong[name] = seen + broken  # before closing cancels what still loads
        page.close()
    context.close()
    assert {name: what for name, what in wrong.items() if what} == {}


@pytest.mark.parametrize(("screen", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_every_page_can_be_used_by_everyone(book, browser, address, axe, screen, scheme):
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme)
    wrong = {}
    for name in pages(book):
        page = context.new_page()
        page.goto(f"{address}/{name}")
        page.evaluate(axe)
        violations = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
        serious = [one for one in violations if one["impact"] in ("serious", "critical")]
        wrong[name] = [(one["id"], one["nodes"][0]["html"][:200]) for one in serious]
        page.close()
    context.close()
    assert {name: what for name, what in wrong.items() if what} == {}


def test_no_text_is_cut_in_a_figure(book, browser):
    page = browser.new_page()
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
    page.close()
    assert letters > 100
    assert {name: count for name, count in cut.items() if count} == {}


def test_figures_can_be_read_on_a_phone(book, browser, address):
    context = browser.new_context(viewport=SCREENS["phone"])
    page, widths = context.new_page(), []
    for name in pages(book):
        page.goto(f"{address}/{name}")
        widths += page.evaluate(
            """[...document.querySelectorAll("figure img")].map((one) =>
              one.getBoundingClientRect().width / one.getAttribute("width"))"""
        )
    context.close()
    assert min(widths) > 0.9  # 7 pt stay 7 pt, or nearly so


def test_tables_fit_a_phone(book, browser, address):
    context = browser.new_context(viewport=SCREENS["phone"])
    page, wide, cards = context.new_page(), {}, 0
    for name in pages(book):
        page.goto(f"{address}/{name}")
        boxes = page.locator("article div.table")
        cards += page.locator("article div.table table.cards").count()
        wide[name] = boxes.evaluate_all("all => all.filter((one) => one.scrollWidth > one.clientWidth + 8).length")
    context.close()
    assert cards > 10
    assert {name: count for name, count in wide.items() if count} == {}


def test_in_the_dark_figures_are_dark_and_on_paper_light(book, browser, address):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/en/index.html")
    style = "getComputedStyle(document.querySelector('figure .paper')).filter"
    assert "invert" in page.evaluate(style)
    page.emulate_media(media="print")
    assert page.evaluate(style) == "none"
    assert not page.locator(".sidebar-drawer").is_visible()
    context.close()


def test_the_other_language_is_one_click_away_on_the_same_page(book, browser, address):
    page = browser.new_page()
    inner = [name for name in pages(book) if "/" in name]
    for name in inner:
        here, there = name.split("/")[0], "zh" if name.startswith("en/") else "en"
        page.goto(f"{address}/{name}")
        page.locator(".tools nav a").click()
        assert page.url == f"{address}/{there}{name.removeprefix(here)}"
        assert page.evaluate("document.documentElement.lang").startswith(there)
    page.close()


@pytest.mark.parametrize(
    ("language", "word"), [("en", "interval"), ("en", "fraud"), ("zh", "诈骗"), ("zh", "交通事故"), ("zh", "区间")]
)
def test_search_finds_a_word(browser, address, language, word):
    page = browser.new_page()
    page.goto(f"{address}/{language}/index.html")
    page.locator(".sidebar-search").fill(word)
    page.locator(".sidebar-search").press("Enter")
    page.wait_for_selector("#results li a")
    links = page.locator("#results li a")
    assert word in page.locator("#results").inner_text().lower().replace(" ", "")
    assert all(f"/{language}/" in link.get_attribute("href") for link in links.all())
    assert "¶" not in page.locator("#results").inner_text()
    links.first.click()
    page.wait_for_selector("article h1")
    assert word in page.content().lower()
    page.close()


def test_search_says_that_it_found_nothing(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/en/search.html?q=zyzzyva")
    page.wait_for_function("document.querySelector('#found').textContent == 'Nothing found.'")
    page.close()


def test_every_page_works_from_a_file(book, browser):
    wrong = {}
    for name in pages(book):
        page = browser.new_page()
        wrong[name] = list(visit(page, (book / "site" / name).as_uri()))
        page.close()
    assert {name: what for name, what in wrong.items() if what} == {}


def test_search_says_that_it_needs_a_server(book, browser):
    page = browser.new_page()
    page.goto((book / "site/zh/search.html").as_uri())
    assert "make serve" in page.locator(".needs-server").inner_text()
    assert not page.locator("#query").is_visible()
    page.close()


def test_the_register_sorts_filters_and_has_addresses(book, browser, address):
    rows = tables.load()
    page = browser.new_page()
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
    page.close()


def test_code_is_folded_and_one_click_shows_it(book, browser, address):
    page = browser.new_page()
    name = next(name for name in pages(book) if name.startswith("en/") and name.count("/") == 2)
    page.goto(f"{address}/{name}")
    code = page.locator("details.hide .highlight").first
    assert not code.is_visible()
    page.locator("details.hide summary").first.click()
    assert code.is_visible()
    page.locator("button.all-code").click()
    assert all(one.is_visible() for one in page.locator("details.hide .highlight").all())
    page.close()


def test_a_wrong_address_leads_home(browser, address, book):
    page = browser.new_page()
    page.route(
        "**/nowhere/**",
        lambda route: route.fulfill(body=(book / "site/404.html").read_text(), content_type="text/html"),
    )
    page.goto(f"{address}/en/nowhere/at/all.html")
    page.get_by_role("link", name="阅读中文版").click()
    assert page.url == f"{address}/zh/index.html"
    page.close()
