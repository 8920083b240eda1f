"""Officers: posts, and who holds or held them."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.pagination import paginate

from groups.models import Post, Tenure, Term
from portal.api_types import Multilingual, Pages, Precise, Word, actor_of, narrowed

router = Router(tags=["Groups"])


class HolderOut(Schema):
    """Somebody's time in a post: a person, the state the post belongs to, or an office in words."""

    person: str | None = Field(description="The name as printed.", examples=["Walter Albán Peralta"])
    delegation: str | None = Field(description="The key of a delegation.", examples=["peru"])
    office: Multilingual = Field(description="The office that holds it, where it is no person.", examples=[{}])
    capacity: Multilingual = Field(examples=[{"en": "Ambassador, Permanent Representative of Peru"}])
    how_began: str = Field(description="elected, appointed, acting ...", examples=["elected"])
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
    """A post of a term, filled or vacant."""

    key: str = Field(examples=["chair"])
    role: str = Field(description="chair, vice_chair, rapporteur ...", examples=["chair"])
    title: Multilingual = Field(description="Where it differs from the role.", examples=[{}])
    vacancy: Multilingual = Field(description="Said while it is vacant.", examples=[{}])
    tenures: list[HolderOut] = Field(description="Who holds and held it.")

    @staticmethod
    def resolve_title(post: Post) -> dict[str, str]:
        return dict(post.title)

    @staticmethod
    def resolve_vacancy(post: Post) -> dict[str, str]:
        return dict(post.vacancy)

    @staticmethod
    def resolve_tenures(post: Post) -> list[Tenure]:
        return list(post.tenures.all())


class OfficerOut(HolderOut):
    """The same with its post, term and body."""

    body: str = Field(description="The key of the body.", examples=["gtc-casa"])
    term: str = Field(description="The label of the term.", examples=["2012-2013"])
    post: str = Field(description="The key of the post within the term.", examples=["chair"])
    role: str = Field(examples=["chair"])

    @staticmethod
    def resolve_body(tenure: Tenure) -> str:
        return tenure.post.term.body.slug

    @staticmethod
    def resolve_term(tenure: Tenure) -> str:
        return tenure.post.term.label

    @staticmethod
    def resolve_post(tenure: Tenure) -> str:
        return tenure.post.key

    @staticmethod
    def resolve_role(tenure: Tenure) -> str:
        return tenure.post.role


class Officers(Schema):
    """What narrows the list of officers."""

    group: Word = Field("", description="The key of a body.", examples=["gtc-casa"])
    term: Word = Field("", description="The label of a term.", examples=["2012-2013"])
    role: Word = Field("", description="chair, vice_chair, rapporteur ...", examples=["chair"])
    delegation: Word = Field("", description="The key of a delegation.", examples=["peru"])
    on: date | None = Field(None, description="Who was in office on this day.", examples=["2012-10-02"])


@router.get("/officers", response=list[OfficerOut], summary="Officers")
@paginate(Pages)
def officers(request: HttpRequest, asked: Query[Officers]) -> QuerySet[Tenure]:
    """Who holds and held posts in bodies that the reader may know of, by body, term and post."""
    terms = Term.objects.visible_to(actor_of(request))
    records = narrowed(
        Tenure.objects.filter(post__term__in=terms),
        post__term__body__slug=asked.group,
        post__term__label=asked.term,
        post__role=asked.role,
        delegation__key=asked.delegation,
    )
    if asked.on:
        records = records.filter(Q(began=None) | Q(began__lte=asked.on), Q(ended=None) | Q(ended__gte=asked.on))
    ordered = records.order_by("post__term__body__slug", "post__term__label", "post__position", "position", "pk")
    return ordered.select_related("person", "delegation", "post__term__body")
