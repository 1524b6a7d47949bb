"""Markdown is read without its marks, and every character keeps its place in the file."""

import time

import pytest

from gongbao.extraction.extract import rows
from gongbao.reading.bulletin import read
from gongbao.reading.markdown import plain

REPORT = """---
title: 石桥市政府工作报告（2022年1月11日 某某）
source:
- https://example.org/9起
---

<!-- 市长作报告，2366人参加 -->

## 一、2021年工作回顾

**（一）打击犯罪。**全年破获[刑事案件](https://example.org/1_99.html)**1284**起，自然增长率6&permil;。

![图1 99起](./W1_99.png)

---

- 检查单位9000家。
- -3.2%是降幅。

> 调处纠纷412件[^1]。

**附件：名词解释**

[^1]: 含旧存3件。
"""


def test_marks_are_no_words_and_nothing_moves(tmp_path):
    (tmp_path / "2022.md").write_text(REPORT, encoding="utf-8")
    bulletin = read(tmp_path / "2022.md")
    assert (bulletin.title, bulletin.source) == ("石桥市政府工作报告（2022年1月11日 某某）", "https://example.org/9起")
    assert len(bulletin.text) == len(REPORT)
    found = rows(bulletin.text)
    assert [REPORT[row.start : row.end] for row in found] == ["1284**起", "6&", "9000家", "-3.2%", "412件", "3件"]
    assert {(row.pillar, row.section) for row in found[:2]} == {("一、2021年工作回顾", "（一）打击犯罪")}
    assert found[-1].pillar == "附件：名词解释"
    assert not set("*#[]&~_`") & set("".join(row.pillar + row.section + row.indicator for row in found))


def test_front_matter_makes_a_text_markdown(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert read(tmp_path / "a.txt").title.startswith("石桥市")
    (tmp_path / "b.txt").write_text("**破案**3起。", encoding="utf-8")
    assert read(tmp_path / "b.txt").text == "**破案**3起。"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("### 标题 ##", "标题"),
        ("***重点***", "重点"),
        ("\\*人计划", "*人计划"),
        ("“*人计划”“*人计划”", "“*人计划”“*人计划”"),
        ("* * *", ""),
        ("===", ""),
        ("2366<br>名", "2366名"),
        ("破案&nbsp;3起", "破案3起"),
        ("-3.2%", "-3.2%"),
        ("* 破案3起", "破案3起"),
        ("3<5，5>3", "3<5，5>3"),
        ("[1]见注释", "[1]见注释"),
        ("5_000", "5_000"),
        ("| 指标 | 数 |", "|指标|数|"),
    ],
)
def test_each_mark(source, words):
    text, _ = plain(source)
    assert len(text) == len(source)
    assert "".join(text.split()) == words


SLOW = ["![", "[", "[](", "**", "<!--", "<a ", "- ", "> ", "&", "\\", "---\n", "_ ", "#", "a: b\n"]


@pytest.mark.parametrize("mark", SLOW)
def test_marks_without_an_end_take_linear_time(mark):
    start = time.process_time()
    plain("---\n" + mark * (300_000 // len(mark)))
    assert time.process_time() - start < 4
