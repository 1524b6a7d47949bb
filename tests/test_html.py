"""The main text of pages as newsrooms and public bodies build them: every paragraph a line, nothing from beside it."""

import time

import pytest

from gongbao.errors import InputError
from gongbao.reading.bulletin import read
from gongbao.reading.html import is_html, main_text

ARTICLE = [
    "一、严打违法犯罪",
    "全年破获盗窃案件1284起，同比下降12.4%，抓获犯罪嫌疑人2600余名，群众满意度上升。",
    "调处纠纷412起。",
    "二、守护公共安全",
    "查处酒后驾驶7300余起，道路交通事故死亡人数下降9.6%，整治事故多发路段58处，有力维护了社会大局持续平安稳定。",
    "检查单位9000家。",
]
NAVIGATION = "<ul><li><a href='/'>首页</a></li><li><a href='/zw'>政务公开</a></li></ul><p>今日办件80001件</p>"
BESIDE = "".join(f"<li><a href='/{n}'>我市破案9000{n}起</a><span>2024-01-1{n}</span></li>" for n in range(6))
FOOT = "<p>主办：石桥市公安局 网站标识码3702000012</p><p>您是第70007位访客</p>"
BOXES = {
    "paragraphs": "<p>　　{}</p>",
    "boxes": "<div>{}</div>",
    "breaks": "　　{}<br><br>",
    "sections": "<section><section><span>{}</span></section></section>",
    "spans": "<p><span lang=EN-US><span>　　</span></span><span>{}</span></p>",
}


def page(body, around="{}"):
    main = around.format(f"<h1>石桥市公安局工作公报</h1><div class='con'>{body}</div>")
    return (
        f"<!DOCTYPE html><html><head><title>t</title></head><body><div class='header'>{NAVIGATION}</div>"
        f"{main}<div class='right'><h3>热点</h3><ul>{BESIDE}</ul></div><div class='footer'>{FOOT}</div></body></html>"
    )


def lines(html):
    return [line.strip() for line in main_text(html).splitlines()]


@pytest.mark.parametrize("around", ["<div>{}</div>", "<table><tr><td width=20%></td><td>{}</td></tr></table>"])
@pytest.mark.parametrize("box", BOXES)
def test_every_paragraph_is_a_line_and_nothing_beside_the_article_is_read(box, around):
    found = lines(page("".join(BOXES[box].format(paragraph) for paragraph in ARTICLE), around))
    assert [line for line in found if line != "石桥市公安局工作公报"] == ARTICLE


def test_a_short_page_is_read_alone():
    assert lines(page("".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE[1:3])))[-2:] == ARTICLE[1:3]
    assert lines("<html><body><p>破案12起。</p></body></html>") == ["破案12起。"]


def test_a_table_of_data_keeps_its_rows():
    rows = (("破获盗窃案件", "3150起"), ("检查单位", "9家"))
    cells = "".join(f"<tr><td><p>{name}</p></td><td><p>{number}</p></td></tr>" for name, number in rows)
    found = lines(page("".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE) + f"<table>{cells}</table>"))
    assert [line.strip("| ") for line in found[-2:]] == ["破获盗窃案件 | 3150起", "检查单位 | 9家"]


def test_the_mark_of_a_list_is_no_sign():
    items = "".join(f"<li>{item}</li>" for item in ("3150起盗窃案件告破", "2023年检查单位19家", "降幅为-3.2%"))
    found = lines(page("".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE) + f"<ul>{items}</ul>"))
    assert found[-3:] == ["3150起盗窃案件告破", "2023年检查单位19家", "降幅为-3.2%"]


@pytest.mark.parametrize("start", ["<head>", "<meta charset=gb2312>", "<body>", "<script>var a=1</script><div>"])
def test_a_page_is_known_by_its_first_tag(tmp_path, start):
    (tmp_path / "page").write_text(start + "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE), encoding="gb18030")
    assert read(tmp_path / "page").text.splitlines() == ARTICLE


OPENING = "全市公安机关忠诚履职，社会治安大局持续平稳，人民群众安全感稳步提升，各项工作取得明显成效。"
UNREAD = {
    "<del>2300</del><ins>2366</ins>名": "2366名",
    "<s>2300</s><u>2366</u>名": "2366名",
    "<strike>2300</strike>2366名": "2366名",
    "2366<!-- -->名": "2366名",
    "2366<?x y?>名": "2366名",
    "2366<span hidden>8888</span>名": "2366名",
    "2366<span style='display: none'>8888</span>名": "2366名",
    "2366<span style='VISIBILITY:hidden;color:red'>8888</span>名": "2366名",
    "2366<span aria-hidden='true'>8888</span>名": "2366名",
    "2366<sup>1</sup>名": "2366名",
    "2366<sup><a href='#n'>[12]</a></sup>名": "2366名",
    "2366名<sup>①</sup>": "2366名",
    "26万m<sup>2</sup>": "26万m²",
    "26万<i>m</i><sup>2</sup>": "26万m²",
    "PM<sub>2.5</sub>": "PM2.5",
    "<ruby>警<rp>(</rp><rt>jǐng</rt><rp>)</rp></ruby>力": "警力",
    "9&permil;": "9‰",
    "9&amp;permil;": "9‰",
    "2366&nbsp;名": "2366 名",
    "2366<wbr>名": "2366名",
}


@pytest.mark.parametrize("source", UNREAD)
def test_what_a_reader_does_not_see_is_not_read(source):
    found = lines(page(f"<p>{OPENING}</p><p>全年抓获{source}。</p><p>检查单位9000家。</p>"))
    assert f"全年抓获{UNREAD[source]}。" in [line.replace("\xa0", " ") for line in found]


@pytest.mark.parametrize("how", ["hidden", "style='display:none'", "style='visibility: hidden'", "aria-hidden='true'"])
def test_a_hidden_paragraph_is_not_read(how):
    unread = f"<p {how}>旧稿：抓获8888名。</p><div {how}><p>旧稿9999名。</p></div>"
    found = main_text(page(f"<p>{OPENING}</p>{unread}<p>检查单位9000家。</p>"))
    assert "旧稿" not in found
    assert "9000家" in found


def test_an_article_that_a_script_would_show_is_read():
    article = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
    found = lines(page(f"<div id='js_content' style='visibility: hidden; opacity: 0;'>{article}</div>"))
    assert [line for line in found if line != "石桥市公安局工作公报"] == ARTICLE


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("length", [1, 8])
@pytest.mark.parametrize("box", BOXES)
def test_what_is_said_twice_is_read_twice(box, length, times):
    again = "整改隐患477处，" * length + "群众满意。"
    found = main_text(page("".join(BOXES[box].format(line) for line in [*ARTICLE, *[again] * times, ARTICLE[-1]])))
    assert found.count("477处") == length * times
    assert found.count(ARTICLE[-1]) == 2


def test_a_page_that_is_nested_too_deep_says_so():
    for tag in ("div", "table><tr><td"):
        deep = f"<{tag}>" * 260 + "全年破案12起。"
        with pytest.raises(InputError, match="is nested deeper than 256 elements"):
            main_text(f"<html><body>{deep}</body></html>")


SLOW = {
    "comments": "<!--a-->",
    "open comments": "<!--",
    "blanks": " \n",
    "blanks and comments": "<!--a-->  ",
    "declarations": "<?xml?>",
    "tags of no page": "<x>",
}


@pytest.mark.parametrize("kind", SLOW)
def test_to_tell_a_page_takes_linear_time(kind):
    for size in (40, 1_000_000):
        start = time.process_time()
        assert not is_html(SLOW[kind] * (size // len(SLOW[kind])) + "全年破案12起。")
        assert time.process_time() - start < 2


def test_comments_may_stand_before_the_first_tag():
    assert is_html("\n<?xml version='1.0'?> <!-- a --><!-- <b> -->\n<!DOCTYPE html><html>")
    assert not is_html("<!-- <html> -->全年破案12起。")
    assert not is_html("<parts>")
