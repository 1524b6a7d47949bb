"""The main text of pages as newsrooms and public bodies build them: every paragraph a line, nothing from beside it."""

import pytest

from gongbao.reading.bulletin import read
from gongbao.reading.html import main_text

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
