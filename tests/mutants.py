"""Damage in the extractor that no test sees: ``make mutants ARGS="--seed 1 --count 300"``.

Each mutant is one of `mutations.mutations`, drawn at random from all that the extraction modules allow, in a copy of
the checkout and a process of its own. Two questions are asked of it. Does a row of a coded text change, or does
extraction end in an error or not at all? And do the tests notice?

These stand for the quick tests: the golden rows, and the tests that extract (the lexicon's clauses, labels, numerals,
normal text, headings, the coded texts, any text). The others are about tables, figures and pages, and see the
extractor only by its rows. What only tells times, or copies the package, is left out. Golden rows notice every row
that moves; how much the tests of the rules notice without them is counted, too.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

import mutations

from gongbao import paths

MUTATED = ("extraction/**/*.py", "reading/normal.py", "reading/headings.py")
GOLDEN = ["tests/test_golden.py"]
RULES = [f"tests/test_{name}.py" for name in ("lexicon", "labels", "numerals", "normal", "headings", "extraction")]
PLAIN = ["-x", "-q", "-o", "addopts=", *("-p", "no:cacheprovider", "-p", "no:nbval", "-p", "no:xdist"), "--noconftest"]
CHOSEN = ["--hypothesis-seed=0", "-k", "not time_grows and not added_by_one_row"]
SECONDS = 20  # of the processor for each question; undamaged, the longest takes four
MEMORY = 8 << 30


class Mutant(NamedTuple):
    """One change of one module."""

    module: Path
    mutation: mutations.Mutation

    def __str__(self) -> str:
        line = (paths.PACKAGE / self.module).read_text(encoding="utf-8").splitlines()[self.mutation.line - 1].strip()
        return f"{self.module.as_posix()}:{self.mutation.line}: {self.mutation.what}  in  {line[:80]}"


class Fate(NamedTuple):
    """What became of a mutant: whether it changes a row of a coded text, and who noticed."""

    mutant: Mutant
    changes: bool
    golden: bool
    rules: bool

    @property
    def killed(self) -> bool:
        """Whether any test noticed."""
        return self.golden or self.rules


class Copy:
    """A copy of the checkout in which one module at a time is damaged."""

    def __init__(self, root: Path):
        self.root = root
        unseen = shutil.ignore_patterns("__pycache__", "*.egg-info", ".hypothesis")
        for folder in ("scripts", "data", "tests"):
            shutil.copytree(paths.ROOT / folder, root / folder, ignore=unseen)
        shutil.copy(paths.ROOT / "pyproject.toml", root)
        for sources in [folder for folder in paths.SOURCES if folder.is_dir()][:1]:
            (root / "sources").symlink_to(sources)
        rows, golden, rules = self.answers("", keep=True)
        if golden or rules:
            raise SystemExit(f"tests fail without any mutant: {', '.join(GOLDEN if golden else RULES)}")
        self.rows = rows

    def answers(self, rows: str, keep: bool = False) -> list:
        """Ask the package as it is in a process of its own; what it compiles is kept only while nothing is damaged."""
        path = os.pathsep.join((str(self.root / "scripts"), str(self.root / "tests")))
        variables = os.environ | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "" if keep else "1"}
        command = [sys.executable, "-c", f"import mutants; mutants.answer({rows!r})"]
        done = subprocess.run(command, cwd=self.root, env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        lines = done.stdout.decode(errors="replace").splitlines()
        return json.loads(lines[-1]) if done.returncode == 0 else ["", True, True]

    def fate(self, mutant: Mutant) -> Fate:
        """Put a mutant in, ask what it does, and take it out."""
        target = self.root / "scripts" / "gongbao" / mutant.module
        target.write_text(mutant.mutation.source(), encoding="utf-8")
        try:
            rows, golden, rules = self.answers(self.rows)
            return Fate(mutant, rows != self.rows, golden, rules)
        finally:
            shutil.copy2(paths.PACKAGE / mutant.module, target)


def answer(usual: str) -> None:
    """Print, as the last line, a digest of the coded texts' rows, and whether golden rows and the rules' tests fail."""
    resource.setrlimit(resource.RLIMIT_CPU, (4 * SECONDS, 4 * SECONDS))  # where a pattern does not come to an end
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    rows = ""
    with suppress(Exception), limited():
        rows = _digest()
    golden = rows != usual and _fail(GOLDEN)
    print("\n" + json.dumps([rows, golden, _fail(RULES)]))


@contextmanager
def limited() -> Iterator[None]:
    """Raise TimeoutError in what uses the processor for too long."""

    def stop(number, frame):
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _digest() -> str:
    import golden

    return hashlib.sha256(repr([*map(golden.now, golden.names())]).encode()).hexdigest()


def _fail(tests: list[str]) -> bool:
    import pytest

    try:
        with limited():
            return pytest.main([*PLAIN, *CHOSEN, *tests]) != 0
    except TimeoutError:
        return True


def drawn(seed: int, count: int) -> list[Mutant]:
    """Return mutants of the extraction modules, always the same for a seed."""
    modules = sorted({file for pattern in MUTATED for file in paths.PACKAGE.glob(pattern)})
    possible = [
        Mutant(file.relative_to(paths.PACKAGE), mutation)
        for file in modules
        for mutation in mutations.mutations(file.read_text(encoding="utf-8"))
    ]
    return random.Random(seed).sample(possible, min(count, len(possible)))


def fates(mutants: list[Mutant], folder: Path, workers: int) -> Iterator[Fate]:
    """Yield what became of each mutant, as many at once as there are copies."""
    copies: SimpleQueue[Copy] = SimpleQueue()
    with ThreadPoolExecutor(workers) as pool:
        for copy in pool.map(Copy, [folder / str(number) for number in range(workers)]):
            copies.put(copy)

        def fate(mutant: Mutant) -> Fate:
            copy = copies.get()
            try:
                return copy.fate(mutant)
            finally:
                copies.put(copy)

        yield from pool.map(fate, mutants)


def summary(found: list[Fate]) -> str:
    """Return the totals, a line each."""
    changing = [fate for fate in found if fate.changes]

    def share(fates: list[Fate], whole: list[Fate]) -> str:
        return f"{len(fates)} of {len(whole)} ({100 * len(fates) / max(1, len(whole)):.1f} %)"

    by_rules = [fate for fate in found if fate.rules]
    lines = {
        "change a row of a coded text": share(changing, found),
        "of these killed by the quick tests": share([f for f in changing if f.killed], changing),
        "of these killed without the golden rows": share([f for f in changing if f.rules], changing),
        "of all killed without the golden rows": share(by_rules, found),
    }
    return "\n".join(f"{what}: {said}" for what, said in lines.items())


def main(arguments: list[str]) -> int:
    """Print each mutant that survives and the totals; return 1 where fewer than 95 % of those that change rows die."""
    parser = argparse.ArgumentParser(description="Damage the extractor, and see which damage no test notices.")
    parser.add_argument("--seed", type=int, default=1, help="which mutants are drawn (default: 1)")
    parser.add_argument("--count", type=int, default=220, help="how many (default: 220)")
    parser.add_argument("--workers", type=int, default=2, help="how many at once (default: 2)")
    chosen = parser.parse_args(arguments)
    found = []
    with tempfile.TemporaryDirectory(prefix="gongbao-mutants-") as folder:
        for fate in fates(drawn(chosen.seed, chosen.count), Path(folder), chosen.workers):
            found.append(fate)
            if not fate.killed:
                print("survives," if fate.changes else "survives, changes no coded text,", fate.mutant, flush=True)
    print(summary(found))
    changing = [fate for fate in found if fate.changes]
    return int(sum(fate.killed for fate in changing) < 0.95 * len(changing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
