"""The command ``gongbao``: reads what was asked for and hands it to the module that does it.

A verb is a function that declares its arguments, and says what to run; its docstring is its help. What a verb needs is
imported when it runs, so that ``gongbao --help`` costs nothing.
"""

import argparse
import io
import sys
from collections.abc import Callable

import gongbao
from gongbao import files
from gongbao.errors import InputError, complain, unknown


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : list of str, optional
        Those of the command line by default.

    Returns
    -------
    int
        0 done, 1 done and something does not hold, 2 bad input or usage.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as standard error does: better escaped than a traceback
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments)
        print(end="", flush=True)
        return code
    except InputError as error:
        complain(error)
        return 2
    except BrokenPipeError:  # the reader has seen enough: `gongbao extract … | head`
        files.drop_output()
        return 0
    except OSError as error:
        files.drop_output()
        complain(InputError(f"{error.filename or 'standard output'}: cannot be used ({error.strerror})"))
        return 2
    except KeyboardInterrupt:
        return 130


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line."""

    def error(self, message: str):
        """Raise what argparse would print after its usage."""
        raise InputError(f"{message}; `{self.prog} --help` shows how it is used")


def extract(parser: Parser) -> Callable:
    """Extract the indicators of documents (txt, md, html, pdf, docx)."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a document, or - for standard input")
    parser.add_argument("--output", metavar="OUT", help="a file to write instead, whole or not at all")
    parser.add_argument("--format", help="csv, json or parquet (default: as OUT ends, else csv)")
    parser.add_argument("--bom", action="store_true", help="CSV that Excel opens with its Chinese characters")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a page or a number was not read")
    parser.add_argument("--lines", action="store_true", help="each line is a bulletin: one JSON array of rows a line")
    parser.add_argument("--about", default="", metavar="PERIOD", help="the time they report on: 2023, 2018/2022")
    parser.add_argument("--published", default="", metavar="DATE", help="the day of publication: 2024-01-29")
    parser.add_argument("--explain", action="store_true", help="print for each row which rules decided what it says")
    parser.epilog = (
        "A document has the id under which data/bulletins.csv knows its SHA-256, else its file name in a-z, 0-9 and "
        "hyphens, with four digits that tell it apart where its letters are Chinese; where two have the same id, the "
        "second becomes id-2, the third id-3. A document that cannot be read is reported and left out; the exit code "
        "is then 2. Numbers that look as if they counted something and became no row are named on standard error."
    )

    def run(chosen):
        from gongbao.commands import extract

        given = extract.Given(chosen.about, chosen.published)
        return extract.run(
            chosen.files, chosen.output, chosen.format, chosen.lines, given, chosen.explain, chosen.bom, chosen.strict
        )

    return run


def verify(parser: Parser) -> Callable:
    """Prove every row of data/indicators.csv against the text it was taken from."""
    parser.add_argument("--sources", metavar="DIR", help="the folder with the texts (default: sources/)")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a text is missing, too")
    parser.epilog = "Rows whose text is not at hand are named and left unchecked."

    def run(chosen):
        from gongbao.commands import verify

        return verify.run(chosen.sources, chosen.strict)

    return run


def add(parser: Parser) -> Callable:
    """Put a bulletin of your own into data/; the text itself is not copied."""
    from gongbao.data import schema

    parser.add_argument("file", metavar="FILE", help="the text (txt, html, pdf, docx)")
    parser.add_argument("--replace", action="store_true", help="read a bulletin that is in data/ already anew")
    for field in schema.schema("bulletins")["fields"]:
        if field["name"] not in ("sha256", "characters"):
            flag = f"--{field['name'].replace('_', '-')}"
            parser.add_argument(flag, required=flag == "--id", metavar="…", help=field["description"])

    def run(chosen):
        from gongbao.commands import add

        about = {name: value for name, value in vars(chosen).items() if name not in ("file", "replace", "run")}
        return add.add(chosen.file, about, replace=chosen.replace)

    return run


def report(parser: Parser) -> Callable:
    """Run the notebooks, write figures/ and site/."""
    parser.add_argument("--bulletin", metavar="ID", help="one bulletin of data/ (default: all)")
    parser.add_argument("--language", metavar="LANGUAGE", help="en or zh (default: both)")
    parser.add_argument("--notebook", metavar="NAME", help="one notebook (default: all)")
    parser.add_argument("--output", metavar="DIR", help="the folder that receives figures/ and site/")
    parser.add_argument("--force", action="store_true", help="run what has not changed, too")
    parser.add_argument("--limit", type=_seconds, metavar="SECONDS", help="the longest that a cell may run")
    parser.add_argument(
        "-p",
        "--parameters",
        nargs=2,
        action="append",
        default=[],
        metavar=("NAME", "VALUE"),
        help="a parameter of the notebooks; may be given several times",
    )

    def run(chosen):
        from gongbao.building import report

        given = {name: value for name, value in vars(chosen).items() if value is not None and name != "run"}
        return report.build(**given | {"parameters": dict(chosen.parameters)})

    return run


def check(parser: Parser) -> Callable:
    """Draw everything again and compare with what is committed."""
    parser.add_argument("--update", action="store_true", help="write what differs into figures/ and notebooks/")

    def run(chosen):
        from gongbao.building import check

        return check.run(update=chosen.update)

    return run


def bench(parser: Parser) -> Callable:
    """Measure the build and the extractor beside the usual tools."""

    def run(chosen):
        from gongbao.commands import bench

        return bench.run()

    return run


def score(parser: Parser) -> Callable:
    """Measure the extractor on hand-coded texts."""
    parser.add_argument("paths", nargs="*", metavar="FILE", help="hand codings, FILE.csv beside FILE.txt")
    parser.add_argument("--show", action="store_true", help="print every difference, too")

    def run(chosen):
        from gongbao.commands import score

        return score.run(chosen.paths, chosen.show)

    return run


def codebook(parser: Parser) -> Callable:
    """Write data/README.md anew from data/datapackage.json."""

    def run(chosen):
        from gongbao.data import codebook

        return codebook.write()

    return run


VERBS = {verb.__name__: verb for verb in (extract, verify, add, report, check, bench, score, codebook)}


def _run(arguments: list[str]) -> int:
    if not arguments:
        raise InputError(f"a verb is missing: {', '.join(VERBS)}; `gongbao --help` says what they do")
    if arguments[0] in ("-h", "--help"):
        lines = [f"  {name:<10}{verb.__doc__}" for name, verb in VERBS.items()]
        more = "\n`gongbao VERB --help` says more, `gongbao --version` which one this is."
        print("usage: gongbao VERB …\n", *lines, more, sep="\n")
        return 0
    if arguments[0] == "--version":
        print(f"gongbao {gongbao.__version__}")
        return 0
    name, *rest = arguments
    if name not in VERBS:
        raise unknown("verb", name, VERBS)
    parser = Parser(prog=f"gongbao {name}", description=VERBS[name].__doc__)
    run = VERBS[name](parser)
    return run(parser.parse_args(rest)) or 0


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is no time; give seconds, such as 60")
    return seconds
