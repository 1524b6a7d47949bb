"""What the cells of a notebook share: one bulletin's rows in one language, and ways to speak, tabulate and show."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeVar

import pandas as pd
from IPython.display import display

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # a HOME that cannot be written is no news to a reader

from gongbao.analysis import derive  # noqa: E402
from gongbao.analysis.topics import is_time, topic  # noqa: E402
from gongbao.data import tables  # noqa: E402
from gongbao.drawing import figure, style  # noqa: E402
from gongbao.errors import InputError  # noqa: E402
from gongbao.language.words import LANGUAGES, basis_name, column_name, interval, number, quantity, sort_name  # noqa: E402

MARKS = "●◆■▲★◇○【】—· "  # what some bulletins set around a heading
UNTITLED = {"en": "Without a heading", "zh": "未列标题"}
SILENCE = {"en": "The data hold nothing that this question asks for.", "zh": "数据中没有回答这个问题所需的数字。"}
NOTHING = {"en": "The data hold nothing that this figure needs.", "zh": "数据中没有画这幅图所需的数字。"}


Words = TypeVar("Words")
FEW = 12  # rows whose values an alt text reads out


@dataclass(frozen=True)
class Notebook:
    """One bulletin, read in one language.

    Attributes
    ----------
    bulletin, language : str
        As in the parameters cell.
    about : Series
        The bulletin's row of bulletins.csv.
    rows : DataFrame
        Its rows of indicators.csv, with five columns more, in the notebook's language: `label` (what is counted),
        `text` (how much, with its unit), `interval` (what the wording allows), `sort` (an amount, or what it was
        compared with) and `place` (the heading above it).
        `topic` is what its words tell; `family` that of data/labels.csv or, for a label without one, the topic.
    """

    bulletin: str
    language: str
    about: pd.Series
    rows: pd.DataFrame

    def text(self, en: Words, zh: Words) -> Words:
        """Return the one of two texts, or of two tables of texts, that is in the notebook's language."""
        return en if self.language == "en" else zh

    def say(self, en: str, zh: str, about: pd.DataFrame | None = None) -> None:
        """Display a sentence in Markdown; without a row that it could be about, say that nothing is stated."""
        if about is not None and about.empty:
            return self._say_nothing(**SILENCE)
        _put(self.text(en, zh))

    def _say_nothing(self, en: str, zh: str) -> None:
        _put(self.text(en, zh), {figure.SILENT: True})

    def list(self, frame: pd.DataFrame, column: str = "text") -> str:
        """Return "label value; label value" for the rows of a table: the body of an alt text."""
        colon, stop = self.text(": ", "："), self.text("; ", "；")
        return stop.join(f"{row['label']}{colon}{row[column]}" for _, row in frame.iterrows())

    def family(self, *prefixes: str) -> pd.DataFrame:
        """Return the rows whose family code is, or begins with, one of these (``traffic`` takes traffic.deaths).

        A coder's own code does not hide a row: crime.cases_filed is found as crime.offences, too, if its words say so.
        """
        wanted = tuple(f"{prefix}." for prefix in prefixes)
        own, told = (self.rows[column] + "." for column in ("family", "topic"))
        like = own.str.partition(".")[0] == told.str.partition(".")[0]
        return self.rows[own.str.startswith(wanted) | (like & told.str.startswith(wanted))]

    def index(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the relative changes among rows as index numbers (earlier period = 100), highest first.

        `text` keeps the change in words; `interval` and `unit` are those of the index. A label says so where the
        earlier period is not simply the one before: that of 2019, or of the month before.
        """
        changes = rows[rows["measure"] == "change"]
        other = changes["basis"].str.match("vs |mom")
        since = changes["basis"].map(lambda basis: basis_name(basis, self.language))
        named = changes["label"] + self.text(en=" (on ", zh="（较") + since + self.text(en=")", zh="）")
        changes = changes.assign(label=changes["label"].mask(other, named))
        ends = derive.index(changes)
        allowed = [interval(row.low, row.high, self.language) for row in ends.itertuples()]
        return changes.assign(**ends, unit="index", interval=allowed).sort_values("value", ascending=False)

    def shortened(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the falls in % among rows that are falls of a time (耗时缩短三分之一), unless a pair says the same."""
        ends = rows.loc[rows["basis"].isin(["from", "to"]), "id"]
        falls = (rows["measure"] == "change") & (rows["value"] < 0) & ~rows["parent"].isin(ends)
        return rows[falls & rows["indicator"].map(is_time)]

    def based(self, rows: pd.DataFrame) -> pd.Series:
        """Say of each row whether it is the change of an amount that is stated, too, so that its base follows.

        What a month did against the month before is no change of the year's amount.
        """
        levels = self.rows.loc[self.rows["basis"] == "level", "id"]
        return (rows["measure"] == "change") & rows["parent"].isin(levels) & (rows["basis"] != "mom")

    def alike(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the unit that most share, of two such units the first; none where all units differ."""
        units = rows["unit"].value_counts(sort=False)
        shared = units[units > 1]
        return rows[rows["unit"] == shared.idxmax()] if len(shared) else rows.head(0)

    def parts(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the amounts that are a part of another of these, in one unit.

        Columns of the whole have the prefix ``whole_``; `of` is the pair in words (11 of 14 cases, 14起中的11起).
        """
        levels = rows[(rows["basis"] == "level") & rows["measure"].isin(["count", "money", "physical"])]
        both = levels.merge(levels.add_prefix("whole_"), left_on="parent", right_on="whole_id")
        both = both[both["unit"] == both["whole_unit"]]
        few = both["value"].map(lambda value: number(value, self.language)).astype("str")
        of = self.text(en=few + " of " + both["whole_text"], zh=both["whole_text"] + "中的" + both["text"])
        return both.assign(of=of)

    def table(self, frame: pd.DataFrame, columns: Sequence[str], en: str, zh: str) -> None:
        """Display columns of a table under their names in words and a caption in each language, or say it is empty."""
        caption = self.text(en, zh)
        if frame.empty:
            return self._say_nothing(en=f"*{en}: none.*", zh=f"*{zh}：无。*")
        shown = frame[list(columns)].rename(columns=lambda column: column_name(column, self.language))
        styler = shown.style.hide(axis="index").set_caption(escape(caption)).set_uuid("table")
        styler = styler.format(precision=1, escape="html").format_index(escape="html", axis=1)  # a label is data
        display({"text/html": styler.to_html(), "text/plain": shown.to_string(index=False)}, raw=True)

    def show(self, fig, name: str, data: pd.DataFrame, en: Mapping[str, str], zh: Mapping[str, str]) -> None:
        """Save and display a figure and its caption; without rows say that there is nothing to draw, and save nothing.

        Parameters
        ----------
        fig : Figure
        name : str
            Stem of the files in figures/<bulletin>/<language>/.
        data : DataFrame
            The plotted rows.
        en, zh : mapping
            The figure's words in each language: `title`, `caption` (what it cannot show), and `subtitle` where needed;
            `alt` where the other words and the rows do not say enough; `source` where it is not about the bulletin.
        """
        if data.empty:
            return self._say_nothing(**NOTHING)
        data, words = data.drop(columns="topic", errors="ignore"), self.text(en, zh)
        words = {"source": self.source, "alt": self._alt(words, data)} | words
        caption = self.text(" ", "").join([words["caption"], words["source"]])
        figure.show(fig, f"figures/{self.bulletin}/{self.language}", name, data, words | {"caption": caption})
        self.say(en["caption"], zh["caption"])

    def _alt(self, words: Mapping[str, str], data: pd.DataFrame) -> str:
        """Say what a figure shows: its finding, how it is read and, where they are few, its values."""
        said = [words["title"], words.get("subtitle", "")]
        if {"label", "text"} <= set(data.columns) and len(data) <= FEW:
            said.append(self.list(data))
        return "".join(self.text(f"{part}. ", f"{part}。") for part in said if part).strip()

    @property
    def source(self) -> str:
        """The line under every figure: who says so, where and when it was published."""
        about = self.about
        english = about["publisher_en"] or about["publisher"]
        inner = (about["title_en"] or about["title"]).translate(str.maketrans("“”", "‘’"))
        dated = f"，{about['published']}" if about["published"] else ""
        known = filter(None, [english, f"“{inner}”", about["published"]])
        return self.text(
            en=f"Source: {', '.join(known)}; self-reported figures.",
            zh=f"资料来源：{about['publisher']}《{about['title']}》{dated}。数据由发布机关自行公布。",
        )


def open_notebook(bulletin: str, language: str) -> Notebook:
    """Set the style and return a bulletin's rows, labelled in one language.

    Raises
    ------
    InputError
        An unknown bulletin or language.
    """
    if language not in LANGUAGES:
        raise InputError(f"language {language!r} is unknown; use one of: {', '.join(LANGUAGES)}")
    rows = tables.load(bulletin)
    about = tables.read_table("bulletins").set_index("id").loc[bulletin]
    style.apply(language, "".join(rows["indicator"]) + "".join(rows["section"]))
    told = [topic(row.indicator, row.section, row.pillar) for row in rows.itertuples()]
    rows["topic"] = pd.Series(told, rows.index, "str")
    rows["family"] = rows["family"].where(rows["family"] != "", rows["topic"])
    return Notebook(bulletin, language, about, labelled(rows, language))


def _put(text: str, metadata: Mapping | None = None) -> None:
    display({"text/markdown": text, "text/plain": text}, raw=True, metadata=metadata)


def labelled(rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Add `label`, `text`, `interval` and `place` in a language; a label without a translation stays as it is."""
    places = rows["section"].where(rows["section"] != "", rows["pillar"])
    english = tables.read_table("labels").set_index("label")["english"].to_dict() if language == "en" else {}
    words = rows.assign(
        label=[english.get(label) or label for label in rows["indicator"]],
        text=[quantity(row, language) for row in rows.to_dict("records")],
        interval=[interval(row["low"], row["high"], language) for row in rows.to_dict("records")],
        sort=[sort_name(basis, language) for basis in rows["basis"]],
        place=[english.get(name) or name.strip(MARKS) or UNTITLED[language] for name in places],
    )
    return words.astype(dict.fromkeys(["label", "text", "interval", "sort", "place"], "str"))  # so, too, without a row
