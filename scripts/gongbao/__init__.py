"""Indicators from the bulletins of Chinese public bodies."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongbao.data.tables import load
    from gongbao.extraction.extract import extract

    __version__: str

__all__ = ["__version__", "extract", "load"]


def __getattr__(name: str) -> object:
    # pandas and the lexicon are loaded by whoever needs them: `import gongbao` itself stays light
    if name == "extract":
        from gongbao.extraction.extract import extract

        return extract
    if name == "load":
        from gongbao.data.tables import load

        return load
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("gongbao")
        except PackageNotFoundError:  # on the path, but not installed
            return "unknown"
    raise AttributeError(f"module 'gongbao' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
