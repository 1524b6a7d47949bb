"""A label stands alone, says once what it says, and is found in time that grows with the text and no faster."""

import pytest
from conftest import takes_time_in_its_length

from gongbao.extraction.extract import rows


def named(text):
    return [row.indicator for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("发出检察建议12份，采纳率93%。", ["发出检察建议", "检察建议采纳率"]),
        ("办理代表建议12件、政协提案24件，办结率均为100%。", [..., ..., "代表建议、政协提案办结率"]),
        ("办理代表建议12件、政协提案24件，满意率分别为98%和99%。", [..., ..., "代表建议满意率", "政协提案满意率"]),
        ("批捕2156件3402人。", ["批捕", "批捕"]),
        ("发生火灾12起，亡3人。与上年相比，起数、亡人分别下降7%、16%。", [..., "火灾亡人", "火灾起数", "火灾亡人"]),
        ("事故造成2人死亡、5人受伤。", ["事故死亡", "事故受伤"]),
        ("三成以上的家事案件通过诉前调解化解。", ["通过诉前调解化解的家事案件"]),
        ("电动自行车火灾187起，其中六成在充电时发生。", ["电动自行车火灾", "充电时发生的电动自行车火灾"]),
        ("法官人均结案312件，最高的达786件。", ["法官人均结案", "法官最高结案"]),
        ("投入5600万元新建消防站4座。", ["新建消防站投入", "新建消防站"]),
        ("城乡居民人均可支配收入分别增长6.2%、8.4%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("养老、失业保险参保人数分别达6万人、1万人。", ["养老保险参保人数", "失业保险参保人数"]),
        ("依法惩治危害食品安全犯罪，起诉214人。", ["起诉危害食品安全犯罪"]),
    ],
)  # fmt: skip
def test_a_label_stands_alone(text, labels):
    found = named(text)
    assert len(found) == len(labels)
    assert all(own == label for own, label in zip(found, labels, strict=True) if label is not ...)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("发行65亿元专项债券，撬动110多亿元民间投资。", ["发行专项债券", "撬动民间投资"]),
        ("谋划推进15个投资项目。", ["谋划推进投资项目"]),
        ("化解64万吨水泥、23万吨焦炭过剩产能。", ["化解水泥过剩产能", "化解焦炭过剩产能"]),
        ("实施国企改制、事业单位转制等四项改革任务。", ["实施改革任务"]),
        ("推出4类58项改革措施。", ["推出改革措施", "推出改革措施"]),
        ("12座污水处理厂投入运营。", ["投入运营的污水处理厂"]),
        ("剩余1.8万名贫困人口全部脱贫。", ["脱贫的剩余贫困人口"]),
        ("启动占地4200亩的职教园区建设。", ["职教园区建设占地"]),
        ("改扩建中学48所，增加1.3万个学位。", ["改扩建中学", "增加学位"]),
        ("17名在逃人员已归案15名。", ["在逃人员", "归案的在逃人员"]),
    ],
)  # fmt: skip
def test_the_noun_behind_the_number_is_not_lost(text, labels):
    assert named(text) == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("力争到2025年新增上市企业10家。", ["新增上市企业"]),
        ("水果产量也增长了12%，水产品产量仍达86万吨。", ["水果产量", "水产品产量"]),
        ("全年快递业务量[12]640亿件。", ["快递业务量"]),
        ("①网络贷款类诈骗17起；②冒充客服类诈骗12起。", ["网络贷款类诈骗", "冒充客服类诈骗"]),
        ("社区服务站（点）2460个。", ["社区服务站（点）"]),
        ("地区生产总值增长8%、力争10%。", ["地区生产总值", "地区生产总值"]),
        ("全市各类会议减少22%。", ["会议"]),
    ],
)
def test_a_label_begins_and_ends_in_words_of_its_own(text, labels):
    assert named(text) == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("小客车、摩托车违法突出，分别查处420起、610起。", ["查处小客车违法", "查处摩托车违法"]),
        ("收入和支出，2000年分别达到2253元和6280元。", ["收入", "支出"]),
        ("稻谷、油菜籽、茶叶产量分别增长5%、3.6%、8.2%。", ["稻谷产量", "油菜籽产量", "茶叶产量"]),
        ("专利申请量和授权量分别为2.4万件和1.7万件。", ["专利申请量", "专利授权量"]),
        ("入室盗窃、诈骗等侵财类警情分别下降9%、3%。", ["入室盗窃警情", "诈骗警情"]),
        ("一、二、三产业增加值分别增长5%、6%、7%。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("工业投资增长12.7%，增速比上年回落3个百分点。", ["工业投资", "工业投资增速"]),
        ("办案863件，新领域办案676件，分别占比68%、16%。", ["办案", "新领域办案", "办案占比", "新领域办案占比"]),
    ],
)
def test_what_a_list_is_dealt_out_over_is_named(text, labels):
    assert named(text) == labels


@pytest.mark.parametrize(
    ("text", "parents"),
    [
        ("诈骗案3180宗，占全部罪案的38%，同比上升21%。", [None, None, 0]),
        ("接刑事警情84起（日均2.8起），环比下降12.5%。", [None, None, 0]),
        ("侦破命案28起，破获刑事案件6340起，其中侦破电诈案件1720起。", [None, None, 1]),
        ("冻结资金1.8亿元。民警已联系其中640名受害人。", [None, None]),
        ("起诉职务犯罪案件120件163人，其中起诉受贿案件42件57人。", [None, None, 0, 1]),
        ("私营企业发展到6.4万户、从业人员38万人、注册资本92亿元，分别增长9%、11%和16%。", [None, None, None, 0, 1, 2]),
        ("新设外商投资企业309家、增长25.1%。", [None, 0]),
        ("目标逃犯86名中已到案79名。", [None, 0]),
    ],
)  # fmt: skip
def test_a_part_is_of_its_whole_and_a_change_of_its_amount(text, parents):
    found = rows(text)
    places = {row.id: at for at, row in enumerate(found)}
    assert [places.get(row.parent) for row in found] == parents


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("破获刑事案件12起。", "crime.cases_solved"),
        ("电诈破案数上升12%。", "fraud.cases_solved"),
        ("八类主要犯罪立案下降12%。", ""),
        ("止付涉案资金12亿元。", ""),
        ("制发居民身份证12张。", ""),
    ],
)
def test_a_family_is_found_by_what_the_words_mean(text, family):
    assert rows(text)[-1].family == family


@pytest.mark.parametrize(
    "unit",
    [
        "占1%，",
        "占总数的1%，",
        "日均1起，",
        "涉及人员1人，",
        "最高1件，",
        "来自1个国家，",
        "其中酒驾1起（含醉驾1起）、",
    ],
)
def test_a_label_does_not_grow_with_the_text(unit):
    longest = [max(map(len, named("破获案件2起，" + unit * times))) for times in (4, 400)]
    assert longest[0] == longest[1]


@pytest.mark.parametrize("unit", ["期间", "已经", "发生", "对违法行为", "为企业", "被查处", "超过1米的", "共有"])
@pytest.mark.parametrize("end", ["1件案件。", "1家企业的检查、2家商户开展检查。"])
def test_a_long_clause_takes_time_in_its_length(unit, end):
    assert takes_time_in_its_length(lambda length: rows((unit * length)[:length] + end))
