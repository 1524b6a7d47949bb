"""A named rule: the clause that asked for it, what it must give there, when it holds and what follows."""

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

Facts = TypeVar("Facts")
Result = TypeVar("Result")


class Rule(NamedTuple, Generic[Facts, Result]):
    """One step of a decision; the first rule of a list that holds decides.

    Attributes
    ----------
    id : str
        Its name in the trace of a row: ``status.past-in-a-plan``.
    clause : str
        A text of 2023, published on 2024-01-20, whose last row it decides.
    gives : str
        What it gives there, as ``column=value``.
    when : callable
        The facts about a quantity → whether the rule holds.
    then : callable
        The facts → the result.
    """

    id: str
    clause: str
    gives: str
    when: Callable[[Facts], object]
    then: Callable[[Facts], Result]


def decide(rules: Iterable[Rule[Facts, Result]], facts: Facts) -> tuple[Result, str]:
    """Return what the first rule that holds gives, and its id.

    Raises
    ------
    StopIteration
        Where none holds: a list of rules ends in one that always does.
    """
    rule = next(rule for rule in rules if rule.when(facts))
    return rule.then(facts), rule.id
