"""What can go wrong in a module, one thing at a time: every small change of its syntax tree that still compiles."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import NamedTuple

OPPOSITES = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And},
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult},
}
UNCHANGED = {"annotation", "returns", "decorator_list", "type_params"}  # what is only said, or makes it quicker
PATTERN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|P<\w+>))?|[)|]", re.S
)  # what parts alternatives
KEPT = 16  # characters beside a change that are told


class Mutation(NamedTuple):
    """A node that stands in another's place: ``tree`` with it is the mutant."""

    line: int
    what: str
    tree: ast.Module
    parent: ast.AST
    field: str
    at: int | None
    node: ast.AST

    def source(self) -> str:
        """Return the module with this one change."""
        old = getattr(self.parent, self.field)
        if self.at is None:
            setattr(self.parent, self.field, self.node)
        else:
            setattr(self.parent, self.field, [*old[: self.at], self.node, *old[self.at + 1 :]])
        text = ast.unparse(ast.fix_missing_locations(self.tree))
        setattr(self.parent, self.field, old)
        return text


@cache
def mutations(source: str) -> list[Mutation]:
    """Return all that can be changed in a module, in the order of its syntax tree."""
    tree = ast.parse(source)
    return [
        Mutation(old.lineno, what, tree, parent, field, at, new)
        for parent, field, at, old in _places(tree)
        for what, new in _variants(old, field)
    ]


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield each expression and statement below a node with where it stands; no docstring, annotation or import."""
    for field, value in ast.iter_fields(node):
        if field in UNCHANGED:
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.Import | ast.ImportFrom) or _is_docstring(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield node, field, at, child
            yield from _places(child)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _variants(node: ast.AST, field: str) -> Iterator[tuple[str, ast.AST]]:
    """Yield what a node can be mistaken for, each with words that say so."""
    if field in ("test", "ifs"):
        yield _told(node, negated := ast.UnaryOp(ast.Not(), node)), negated
    for kind, change in VARIANTS.items():
        if isinstance(node, kind):
            yield from ((_told(node, new), new) for new in change(node))


def _told(old: ast.AST, new: ast.AST) -> str:
    """Return what becomes what, without most of what stays."""
    before, after = (" ".join(ast.unparse(node).split()) for node in (old, new))
    same = _same(before, after)
    begin = max(0, same - KEPT)
    behind = max(0, _same(before[: same - 1 : -1], after[: same - 1 : -1]) - KEPT) if same else 0
    told = (text[begin : len(text) - behind] for text in (before, after))
    return " → ".join("…" * (begin > 0) + text + "…" * (behind > 0) for text in told)


def _same(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for at, operator in enumerate(node.ops):
        ops = [*node.ops[:at], OPPOSITES[type(operator)](), *node.ops[at + 1 :]]
        yield ast.Compare(node.left, ops, node.comparators)


def _and_or(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(OPPOSITES[type(node.op)](), node.values)
    yield from (ast.BoolOp(node.op, _without(node.values, at)) for at in range(len(node.values)))


def _arithmetic(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in OPPOSITES:
        yield ast.BinOp(node.left, OPPOSITES[type(node.op)](), node.right)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield from (ast.Constant(node.value + step) for step in (1, -1))
    elif isinstance(node.value, str) and node.value:
        yield from map(ast.Constant, [*_fewer(node.value)] or [""])


def _fewer(pattern: str) -> Iterator[str]:
    """Yield a pattern without each alternative but a group's last, and without the first character of each class."""
    begins = [0]  # of the alternative that is being read, in each group that is open
    for token in PATTERN.finditer(pattern):
        if token[0][0] == "(":
            begins.append(token.end())
        elif token[0] == ")":
            begins = begins[:-1] or [token.end()]  # a piece of a pattern may close what another opened
        elif token[0] == "|":
            yield pattern[: begins[-1]] + pattern[token.end() :]
            begins[-1] = token.end()
        elif re.fullmatch(r"\[\w{2,}\]", token[0]):
            yield pattern[: token.start() + 1] + pattern[token.start() + 2 :]


def _slice(node: ast.Slice) -> Iterator[ast.AST]:
    for one, step in ((node.lower, ast.Add), (node.upper, ast.Sub)):
        if one is not None and not isinstance(one, ast.Constant):  # a constant is changed by itself
            moved = ast.BinOp(one, step(), ast.Constant(1))
            yield ast.Slice(*((moved, node.upper) if one is node.lower else (node.lower, moved)), node.step)


def _returned(node: ast.Return) -> Iterator[ast.AST]:
    if isinstance(node.value, ast.Tuple):
        first, second, *rest = node.value.elts
        yield ast.Return(ast.Tuple([second, first, *rest], ast.Load()))
    elif node.value is not None and not isinstance(node.value, ast.Constant):
        yield ast.Return(ast.Constant(None))


def _call(node: ast.Call) -> Iterator[ast.AST]:
    if len(node.args) == 2 and len({*map(ast.unparse, node.args)}) == 2:
        yield ast.Call(node.func, node.args[::-1], node.keywords)


def _without(values: list[ast.expr], at: int) -> list[ast.expr]:
    return [*values[:at], *values[at + 1 :]]


VARIANTS = {
    ast.Compare: _compare,
    ast.BoolOp: _and_or,
    ast.BinOp: _arithmetic,
    ast.Constant: _constant,
    ast.Slice: _slice,
    ast.Return: _returned,
    ast.Call: _call,
    ast.UnaryOp: lambda node: [node.operand],  # without its not, or its minus
    ast.IfExp: lambda node: [ast.IfExp(node.test, node.orelse, node.body)],
    (ast.If, ast.AugAssign, ast.Continue, ast.Break, ast.Delete): lambda node: [ast.Pass()],
    ast.Expr: lambda node: [ast.Pass()],
}
