"""The codebook, written from data/datapackage.json: every table and column, in English and in Chinese."""

from typing import Any

from gongbao import files, paths
from gongbao.data.schema import package

TYPES = {
    "string": ("text", "文本"),
    "integer": ("whole number", "整数"),
    "number": ("number", "数值"),
    "date": ("date", "日期"),
}
OPENING = (
    "Written from `datapackage.json` by `gongbao codebook`; change it there. The file is a "
    "[Data Package](https://datapackage.org), so other tools read these tables by it, too.",
    "本页由 `gongbao codebook` 根据 `datapackage.json` 生成，修改请改后者。该文件符合 "
    "[Data Package](https://datapackage.org) 规范，其他工具也可据此读取各表。",
)
HEADS = ("| Column | Name | What it holds | Form |", "| 列 | 名称 | 内容 | 形式 |")


def markdown(language: str) -> str:
    """Return the codebook in one language, as Markdown.

    Parameters
    ----------
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        The package's title as a heading of the first level, each table under one of the second.
    """
    about = package()
    parts = [
        f"# {_worded(about, 'title', language)}",
        _worded(about, "description", language),
        _in(language, *OPENING),
    ]
    for resource in about["resources"]:
        parts += _table(resource, language)
    return "\n\n".join(parts) + "\n"


def readme() -> str:
    """Return data/README.md: the codebook in both languages."""
    links = "[English](#english) · [中文](#中文)"
    both = [f'<a id="{name}"></a>\n\n{markdown(language)}' for name, language in (("english", "en"), ("中文", "zh"))]
    return "\n".join(["<!-- written by `gongbao codebook` -->", links, "", *both])


def write() -> None:
    """Write data/README.md."""
    files.replace({paths.DATA / "README.md": readme().encode()})


def _table(resource: dict[str, Any], language: str) -> list[str]:
    schema = resource["schema"]
    rows = [_row(field, language) for field in schema["fields"]]
    return [
        f"## {_worded(resource, 'title', language)} (`{resource['path']}`)",
        _worded(resource, "description", language),
        _keys(resource["name"], schema, language),
        "\n".join([_in(language, *HEADS), "| --- | --- | --- | --- |", *rows]),
    ]


def _keys(name: str, schema: dict[str, Any], language: str) -> str:
    key = " + ".join(f"`{column}`" for column in schema["primaryKey"])
    words = [_in(language, f"A row is known by {key}.", f"每行由 {key} 唯一确定。")]
    for link in schema.get("foreignKeys", []):
        (mine,), (theirs,) = link["fields"], link["reference"]["fields"]
        target = f"`{link['reference']['resource'] or name}.{theirs}`"
        words.append(_in(language, f"`{mine}` refers to {target}.", f"`{mine}` 对应 {target}。"))
    return _in(language, " ", "").join(words)


def _row(field: dict[str, Any], language: str) -> str:
    what = [_worded(field, "description", language)]
    if "example" in field:
        what.append(_in(language, f"Example: `{field['example']}`.", f"例：`{field['example']}`。"))
    if "warning" in field:
        what.append(
            f"**{_in(language, 'Beware', '注意')}**{_in(language, ': ', '：')}{_worded(field, 'warning', language)}"
        )
    cells = [f"`{field['name']}`", _worded(field, "title", language), "<br>".join(what), _form(field, language)]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _form(field: dict[str, Any], language: str) -> str:
    """Return in a few words what a cell may be."""
    rules = field.get("constraints", {})
    words = [_in(language, *TYPES[field["type"]])]
    if "unit" in field:
        words.append(_in(language, f"in {field['unit']}", f"单位：{field['unit_zh']}"))
    if "minimum" in rules:
        words.append(f"≥ {rules['minimum']}")
    if rules.get("required"):
        words.append(_in(language, "never empty", "不得为空"))
    if rules.get("unique"):
        words.append(_in(language, "unique", "不得重复"))
    words += [f"`{name}`" for name in rules.get("enum", [])]
    words += [f"`{rules['pattern']}`"] if "pattern" in rules else []
    return _in(language, ", ", "，").join(words)


def _worded(thing: dict[str, Any], key: str, language: str) -> str:
    return str(thing[_in(language, key, f"{key}_zh")])


def _in(language: str, en: str, zh: str) -> str:
    return en if language == "en" else zh
