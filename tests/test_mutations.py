"""Damage is done one thing at a time, always the same for a seed, and what became of it is counted."""

import ast

import mutants
import mutations
import pytest

from gongbao import paths

SOURCE = '''
"""Words."""
import re

NOUN = re.compile("(?:案|件|起)[甲乙]|x")


def f(a: int, b: str = "多") -> int:
    """Say more."""
    if not a and b:
        a += 1
    return g(a, b[a:])
'''


def test_everything_that_can_be_mistaken_is():
    told = [mutation.what for mutation in mutations.mutations(SOURCE)]
    assert {"not a and b → not (not a and b)", "'多' → ''", "1 → 2", "1 → 0", "a += 1 → pass", "a: → a + 1:"} <= {*told}
    assert {"not a and b → not a or b", "not a and b → b", "not a and b → not a", "not a → a"} <= {*told}
    assert {"return g(a, b[a:]) → return None", "g(a, b[a:]) → g(b[a:], a)"} <= {*told}
    assert [what for what in told if "案" in what] == [
        "'(?:案|件|起)[甲乙]|x' → '(?:件|起)[甲乙]|x'",
        "'(?:案|件|起)[甲乙]|x' → '(?:案|起)[甲乙]|x'",
        "'(?:案|件|起)[甲乙]|x' → '(?:案|件|起)[乙]|x'",
        "'(?:案|件|起)[甲乙]|x' → 'x'",
    ]
    assert not [what for what in told if "Words" in what or "Say" in what or "int" in what or "import" in what]


def test_each_change_stands_alone_and_is_taken_back():
    found = mutations.mutations(SOURCE)
    plain = ast.unparse(ast.parse(SOURCE))
    sources = [mutation.source() for mutation in found]
    assert len({*sources, plain}) == len(sources) + 1
    assert sources == [mutation.source() for mutation in found]
    assert ast.unparse(found[0].tree) == plain


def test_the_mutants_of_a_seed_are_always_the_same_and_spread_over_the_extractor():
    drawn = mutants.drawn(1, 220)
    assert len(drawn) == 220
    assert [*map(str, drawn)] == [*map(str, mutants.drawn(1, 220))] != [*map(str, mutants.drawn(2, 220))]
    assert len({mutant.module for mutant in drawn}) > 20
    for mutant in drawn[:40]:
        source = (paths.PACKAGE / mutant.module).read_text(encoding="utf-8")
        assert mutant.mutation.source() != ast.unparse(ast.parse(source))
        compile(mutant.mutation.source(), mutant.module, "exec")


@pytest.mark.parametrize(("killed", "code"), [(19, 0), (18, 1)])
def test_fewer_than_nineteen_of_twenty_killed_is_a_failure(monkeypatch, capsys, killed, code):
    fates = [mutants.Fate(mutant, True, at < killed, at < 5) for at, mutant in enumerate(mutants.drawn(1, 20))]
    fates += [mutants.Fate(mutant, False, False, False) for mutant in mutants.drawn(2, 5)]
    monkeypatch.setattr(mutants, "fates", lambda *_: fates)
    assert mutants.main([]) == code
    out = capsys.readouterr().out
    assert f"of these killed by the quick tests: {killed} of 20 ({killed * 5}.0 %)" in out
    assert "of these killed without the golden rows: 5 of 20 (25.0 %)" in out
    assert out.count("survives,") == 25 - killed
