"""Reading API of groups: bodies, terms, mandates, instruments."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from groups.models import Body, Instrument, Mandate, Parentage, Post, Standing, Tenure, Term
from portal.api_types import Multilingual, Pages, Precise

router = Router(tags=["groups"])


class TermOut(Schema):
    label: str
    state: str
    began: date | None
    ended: date | None
    url: str

    @staticmethod
    def resolve_url(term: Term) -> str:
        return term.get_absolute_url()


class BodyOut(Schema):
    slug: str
    kind: str
    organization: str
    name: Multilingual
    acronym: str
    state: str
    parents: list[str]
    terms: list[TermOut]
    url: str

    @staticmethod
    def resolve_organization(body: Body) -> str:
        return body.organization.key

    @staticmethod
    def resolve_name(body: Body) -> dict[str, str]:
        return dict(body.name)

    @staticmethod
    def resolve_parents(body: Body) -> list[str]:
        return [parentage.parent.slug for parentage in body.parentages.all()]

    @staticmethod
    def resolve_terms(body: Body) -> list[Term]:
        return list(body.terms.all())

    @staticmethod
    def resolve_url(body: Body) -> str:
        return body.get_absolute_url()


class HolderOut(Schema):
    person: str | None
    delegation: str | None
    office: Multilingual
    capacity: Multilingual
    how_began: str
    began: Precise | None
    ended: Precise | None

    @staticmethod
    def resolve_person(tenure: Tenure) -> str | None:
        return tenure.person.name if tenure.person else None

    @staticmethod
    def resolve_delegation(tenure: Tenure) -> str | None:
        return tenure.delegation.key if tenure.delegation else None

    @staticmethod
    def resolve_office(tenure: Tenure) -> dict[str, str]:
        return dict(tenure.office)

    @staticmethod
    def resolve_capacity(tenure: Tenure) -> dict[str, str]:
        return dict(tenure.capacity)

    @staticmethod
    def resolve_began(tenure: Tenure) -> Precise | None:
        return Precise.of(tenure.began, tenure.began_precision)

    @staticmethod
    def resolve_ended(tenure: Tenure) -> Precise | None:
        return Precise.of(tenure.ended, tenure.ended_precision)


class PostOut(Schema):
    key: str
    role: str
    title: Multilingual
    vacancy: Multilingual
    tenures: list[HolderOut]

    @staticmethod
    def resolve_title(post: Post) -> dict[str, str]:
        return dict(post.title)

    @staticmethod
    def resolve_vacancy(post: Post) -> dict[str, str]:
        return dict(post.vacancy)

    @staticmethod
    def resolve_tenures(post: Post) -> list[Tenure]:
        return list(post.tenures.all())


class StandingOut(Schema):
    delegation: str
    standing: str
    began: date | None
    ended: date | None

    @staticmethod
    def resolve_delegation(standing: Standing) -> str:
        return standing.delegation.key


class TermWhole(TermOut):
    body: str
    posts: list[PostOut]
    standings: list[StandingOut]

    @staticmethod
    def resolve_body(term: Term) -> str:
        return term.body.slug

    @staticmethod
    def resolve_posts(term: Term) -> list[Post]:
        return list(term.posts.all())

    @staticmethod
    def resolve_standings(term: Term) -> list[Standing]:
        return list(term.body.standings.all())


class MandateOut(Schema):
    key: str
    instrument: str
    citation: str
    paragraphs: str
    state: str
    given_on: date | None
    until: Multilingual
    task: Multilingual
    quote: Multilingual

    @staticmethod
    def resolve_instrument(mandate: Mandate) -> str:
        return mandate.instrument.slug

    @staticmethod
    def resolve_citation(mandate: Mandate) -> str:
        return mandate.printed

    @staticmethod
    def resolve_paragraphs(mandate: Mandate) -> str:
        return mandate.provision.numbers if mandate.provision else ""

    @staticmethod
    def resolve_until(mandate: Mandate) -> dict[str, str]:
        return dict(mandate.until_wording)

    @staticmethod
    def resolve_task(mandate: Mandate) -> dict[str, str]:
        return dict(mandate.task)

    @staticmethod
    def resolve_quote(mandate: Mandate) -> dict[str, str]:
        return dict(mandate.quote)


class InstrumentOut(Schema):
    key: str
    kind: str
    symbol: str
    aliases: list[str]
    title: Multilingual
    languages: list[str]
    adopted: Precise | None
    url: str

    @staticmethod
    def resolve_key(instrument: Instrument) -> str:
        return instrument.slug

    @staticmethod
    def resolve_aliases(instrument: Instrument) -> list[str]:
        return [alias.symbol for alias in instrument.aliases.all()]

    @staticmethod
    def resolve_title(instrument: Instrument) -> dict[str, str]:
        return dict(instrument.title)

    @staticmethod
    def resolve_languages(instrument: Instrument) -> list[str]:
        return [text.language for text in instrument.texts.all()]

    @staticmethod
    def resolve_adopted(instrument: Instrument) -> Precise | None:
        return Precise.of(instrument.adopted_on, instrument.adopted_precision)

    @staticmethod
    def resolve_url(instrument: Instrument) -> str:
        return instrument.get_absolute_url()


def _bodies(request: HttpRequest) -> QuerySet[Body]:
    visible = Body.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    parents = Parentage.objects.filter(parent__in=visible).select_related("parent")
    return visible.select_related("organization").prefetch_related(Prefetch("parentages", queryset=parents), "terms")


@router.get("/groups", response=list[BodyOut], summary="Bodies that the reader may know of")
@paginate(Pages)
def bodies(request: HttpRequest, organization: str = "", kind: str = "") -> QuerySet[Body]:
    """Ordered by slug; `organization` and `kind` narrow the list."""
    filters = {"organization__key": organization, "kind": kind}
    return _bodies(request).filter(**{name: value for name, value in filters.items() if value})


@router.get("/groups/{slug}", response=BodyOut, summary="One body")
def body(request: HttpRequest, slug: str) -> Body:
    """404 alike for what is absent and for what the reader may not know of."""
    found = _bodies(request).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@router.get("/groups/{slug}/{label}", response=TermWhole, summary="A term with its posts and delegations")
def term(request: HttpRequest, slug: str, label: str) -> Term:
    """Posts with every tenure, past and present; standings of the body."""
    found = (
        Term.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        .filter(body__slug=slug, label=label)
        .select_related("body")
        .prefetch_related("posts__tenures__person", "posts__tenures__delegation", "body__standings__delegation")
        .first()
    )
    if found is None:
        raise Http404
    return found


@router.get("/groups/{slug}/{label}/mandates", response=list[MandateOut], summary="Mandates of a term")
def mandates(request: HttpRequest, slug: str, label: str) -> Any:
    """In the order of the plan; 404 for a term that the reader may not know of."""
    actor = request.actor  # type: ignore[attr-defined]
    if not Term.objects.visible_to(actor).filter(body__slug=slug, label=label).exists():
        raise Http404
    visible = Mandate.objects.visible_to(actor)
    return visible.filter(term__body__slug=slug, term__label=label).select_related("instrument", "provision")


@router.get("/instruments", response=list[InstrumentOut], summary="Instruments")
@paginate(Pages)
def instruments(request: HttpRequest) -> QuerySet[Instrument]:
    """Ordered by key."""
    return Instrument.objects.visible_to(request.actor).prefetch_related("aliases", "texts")  # type: ignore[attr-defined]


@router.get("/instruments/{key}", response=InstrumentOut, summary="One instrument")
def instrument(request: HttpRequest, key: str) -> Instrument:
    """By its key, as in its address."""
    visible = Instrument.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    found = visible.filter(slug=key).prefetch_related("aliases", "texts").first()
    if found is None:
        raise Http404
    return found
