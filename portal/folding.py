"""Rows that come with those that hang on them, in one query: the price of a round trip less for each page.

A prefetch asks a second question. Here the first one joins what hangs on its rows, gives a row for each, and they are
put together again. For children that are few: a row comes once for each of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import F, Model, QuerySet

from portal.prefetching import hold_shared, sharing

Row = TypeVar("Row", bound=Model)


class _Fold:
    """One relation to many: on which record of a row, and how its children are made of the columns that came."""

    def __init__(self, model: type[Model], path: str, beside: Iterable[str]) -> None:
        *self.way, self.relation = path.split("__")
        owner = model
        for name in self.way:
            owner = _model_at(owner, name)
        model = _model_at(owner, self.relation)
        self.child = _Part(model, path)
        field: Any = owner._meta.get_field(self.relation)
        self.back = field.field.name if field.one_to_many else ""
        self.beside = {name: _Part(_model_at(model, name), f"{path}__{name}") for name in beside}
        given = [str(each) for each in model._meta.ordering or ()]
        self.order = [f"-{path}__{each[1:]}" if each[0] == "-" else f"{path}__{each}" for each in given]
        self.question = sharing(model._default_manager.all())

    def put_together(self, rows: Iterable[Any]) -> list[Any]:
        """Each row once, with its children."""
        found: dict[Any, Any] = {}
        children: dict[Any, list[Any]] = {}
        for row in rows:
            mine = children.setdefault(found.setdefault(row.pk, row).pk, [])
            child, beside = self.child.of(row), {name: part.of(row) for name, part in self.beside.items()}
            if child is not None:
                for name, record in beside.items():
                    setattr(child, name, record)
                mine.append(child)
        for pk, row in found.items():
            if (owner := self._owner(row)) is not None:
                for child in children[pk] if self.back else ():
                    setattr(child, self.back, owner)  # as a prefetch does
                hold_shared(owner, self.relation, self.question, children[pk])
        return list(found.values())

    def _owner(self, row: Any) -> Any:
        for name in self.way:
            row = getattr(row, name, None)
        return row


class _Part:
    """A record among the columns of another."""

    def __init__(self, model: type[Model], path: str) -> None:
        self.model = model
        self.names = [field.attname for field in model._meta.concrete_fields]
        self.columns = {f"folded_{path}_{name}": F(f"{path}__{name}") for name in self.names}

    def of(self, row: Any) -> Any:
        """The record, which the row gives away; None where there was none."""
        values = [row.__dict__.pop(column) for column in self.columns]
        made = self.model.from_db(row._state.db, self.names, values)
        return made if made.pk is not None else None


class _Folding(QuerySet[Any]):
    """Read whole, even where it is counted or sliced: there are more rows than it gives."""

    _fold: _Fold

    def __getitem__(self, place: Any) -> Any:
        self._fetch_all()
        found: Any = self._result_cache
        return found[place]

    def count(self) -> int:
        """Of the rows that it gives."""
        return len(self)

    def _clone(self) -> Any:
        made = super()._clone()  # type: ignore[misc]
        made._fold = self._fold
        return made

    def order_by(self, *names: Any) -> Any:
        """The rows by these, and the children of each in their own order."""
        return super().order_by(*names, "pk", *self._fold.order) if names else super().order_by()

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            rows: Any = self._iterable_class(self)
            self._result_cache = self._fold.put_together(rows)
        super()._fetch_all()


def folded(rows: QuerySet[Row], path: str, *beside: str) -> QuerySet[Row]:
    """`rows`, each holding what hangs on it by `path` (with the records `beside` each child) in its own order."""
    fold = _Fold(rows.model, path, beside)
    columns = dict(fold.child.columns)
    for part in fold.beside.values():
        columns |= part.columns
    order = rows.query.order_by or rows.model._meta.ordering or ()
    asked: Any = rows.annotate(**columns)
    asked.__class__ = type(f"Folding{type(rows).__name__}", (_Folding, type(rows)), {})
    asked._fold = fold
    ordered: QuerySet[Row] = asked.order_by(*order)
    return ordered


def _model_at(model: type[Model], name: str) -> type[Model]:
    field: Any = model._meta.get_field(name)
    found: type[Model] = field.related_model
    return found
