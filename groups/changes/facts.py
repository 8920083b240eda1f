"""What is said of one thing that readers follow, before and after a change, and several changes of it as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from portal.enums import Audience

if TYPE_CHECKING:
    from groups.models import Body

Says = dict[str, Any]
"""Parts by name; plain values that JSON holds."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What `audience` may read of one thing: its topic, its id, and what it says, part by part."""

    topic: str
    subject: int
    audience: str
    says: Says


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of a record as they stand, and the body whose followers they concern."""

    body: Body
    facts: tuple[Fact, ...] = field(default=())


class Step(NamedTuple):
    """A change as one reader may know it: None on either side for what was not there, or not theirs to know."""

    old: Says | None
    new: Says | None


class Difference(NamedTuple):
    """The fact before and after, each with its audience and the parts that differ; None where there was, or is, none.

    Where the audiences differ both sides are whole: to some readers the thing is new.
    """

    old: Fact | None
    new: Fact | None


def narrower(one: Audience | str, other: Audience | str) -> Audience:
    """The smaller of two circles of readers."""
    return max(Audience(one), Audience(other), key=lambda audience: audience.rank)


def differences(old: Iterable[Fact], new: Iterable[Fact]) -> list[Difference]:
    """What became of the facts, in their order; nothing for those that say the same to the same people."""
    before = {(fact.topic, fact.subject): fact for fact in old}
    after = {(fact.topic, fact.subject): fact for fact in new}
    found = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and was.audience == now.audience:
            parts = [name for name in dict.fromkeys((*now.says, *was.says)) if was.says.get(name) != now.says.get(name)]
            if not parts:
                continue
            was, now = _only(was, parts), _only(now, parts)
        found.append(Difference(was, now))
    return found


def _only(fact: Fact, parts: Sequence[str]) -> Fact:
    return Fact(fact.topic, fact.subject, fact.audience, {name: fact.says.get(name) for name in parts})


def as_one(steps: Sequence[Step]) -> Step | None:
    """Successive changes of one thing, the earliest first, as one from the first old to the last new value.

    None where nothing has changed in the end: an edit undone, a thing that came and went.
    """
    old, new = steps[0]
    for step in steps[1:]:
        if step.new is None:  # gone, and with it whatever was said in between
            old, new = None if old is None else {**(step.old or {}), **old}, None
        elif new is None:
            new = step.new
        else:
            old = None if old is None else {**(step.old or {}), **old}
            new = {**new, **step.new}
    if old is not None and new is not None:
        parts = [name for name in new if old.get(name) != new[name]]
        old, new = {name: old.get(name) for name in parts}, {name: new[name] for name in parts}
    return Step(old, new) if old or new else None
