"""Sphinx settings of the pages. `gongbao.pages.site` starts one build per language, the Chinese one with ``-t zh``."""

import ctypes
import gettext
import json
import re
import signal
import sys
import tomllib
from pathlib import Path

from docutils import nodes
from sphinx.locale import translators

sys.modules["rfc3987_syntax"] = None  # jsonschema takes 1.4 s to load it, for addresses that no notebook has
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: a report that is killed leaves nobody making pages
HERE = Path(__file__).parent
LANGUAGE, OTHER = ("zh", "en") if tags.has("zh") else ("en", "zh")  # noqa: F821 - Sphinx puts `tags` here
WORDS = {key: text[LANGUAGE] for key, text in tomllib.loads((HERE / "words.toml").read_text("utf-8")).items()}
ACCENT, ACCENT_ON_BLACK = "#b3400e", "#f0935c"  # the figures’ accent (gongbao.drawing.style), as it is in the dark

project = WORDS["name"]
html_title = WORDS["name"]
language = {"en": "en", "zh": "zh_CN"}[LANGUAGE]
extensions = ["myst_nb"]
templates_path = ["templates"]
html_static_path = ["static"]
html_css_files = ["book.css"]
html_js_files = [("book.js", {"defer": "defer"})]
html_favicon = "static/icon.svg"
html_theme = "furo"
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": ACCENT,
        "color-brand-content": ACCENT,
        "color-brand-visited": ACCENT,
    },
    "dark_css_variables": dict.fromkeys(
        ["color-brand-primary", "color-brand-content", "color-brand-visited"], ACCENT_ON_BLACK
    ),
}
html_context = {"words": WORDS, "other_language": OTHER, "other_lang": {"en": "en", "zh": "zh-CN"}[OTHER]}
html_copy_source = False
html_show_copyright = html_show_sphinx = False
html_use_index = False
html_permalinks_icon = ""  # drawn by book.css, so that it is no word of the heading
html_last_updated_fmt = None
pygments_style, pygments_dark_style = "a11y-high-contrast-light", "a11y-high-contrast-dark"
smartquotes = False  # the authors' own quotation marks stay

nb_execution_mode = "off"
nb_ipywidgets_js = {}
nb_code_prompt_show = WORDS["code_show"]
nb_code_prompt_hide = WORDS["code_hide"]
nb_output_stderr = "remove"


def describe(app, pagename, templatename, context, doctree):
    """Give a page its description, its picture for cards, its bulletin and its twin in the other language."""
    paragraphs = (node.astext() for node in doctree.findall(nodes.paragraph)) if doctree else ()
    text = " ".join(next((text for text in paragraphs if len(text) > 30), WORDS["tagline"]).split())
    context["description"] = text if len(text) <= 200 else f"{text[:199].rstrip()}…"
    picture = re.search(r'href="([^"]+\.png)"', context.get("body", ""))
    context["picture"] = picture and picture.group(1)
    twin = pagename if any(Path(app.srcdir).parent.glob(f"{OTHER}/{pagename}.*")) else "index"
    for part in ("body", "furo_navigation_tree"):  # mend what screen readers cannot use
        html = context.get(part, "").replace('<p class="caption" role="heading">', '<p class="caption">')
        context[part] = html.replace('<summary aria-label="Toggle hidden content">', "<summary>")
    names = json.loads((Path(app.srcdir) / "bulletins.json").read_text("utf-8"))
    context["bulletin"] = names.get(pagename.partition("/")[0], "")
    context["furo_hide_toc"] = True  # figures and tables need the width
    context["twin"] = f"{'../' * (pagename.count('/') + 1)}{OTHER}/{twin}.html"


class Words(gettext.NullTranslations):
    """What Sphinx's own catalogues leave in English."""

    def gettext(self, message):
        return WORDS.get(message, message)


def prepare(app):
    """Leave search to Pagefind, which knows Chinese; speak the language of the pages throughout."""
    app.builder.search = False
    translators["general", "sphinx"].add_fallback(Words())


def setup(app):
    app.connect("builder-inited", prepare)
    app.connect("html-page-context", describe, priority=900)
