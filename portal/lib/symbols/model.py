"""What a symbol is made of."""

from dataclasses import dataclass, replace
from enum import StrEnum

from portal.lib.symbols.roman import from_roman


class House(StrEnum):
    """Whose way of writing symbols it is."""

    OAS = "oas"
    UN = "un"


class Kind(StrEnum):
    """What the symbol names."""

    RESOLUTION = "resolution"
    DECLARATION = "declaration"
    DECISION = "decision"
    DOCUMENT = "document"
    NOTICE = "notice"
    ORDER_OF_BUSINESS = "order_of_business"
    MINUTES = "minutes"
    SUMMARY_RECORD = "summary_record"
    PRESS_REFERENCE = "press_reference"


class SuffixKind(StrEnum):
    """What a suffix does to the paper it is added to."""

    REVISION = "rev"
    ADDENDUM = "add"
    CORRIGENDUM = "corr"
    AMENDMENT = "amend"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Suffix:
    """`rev. 7`: a kind and a number; a summary has no number."""

    kind: SuffixKind
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """The session or meeting in brackets: `XLII-O/12`, `1217/99`, `PLEN.36`.

    `kind` is O (regular), E (special) or "" where none is written; `place` is ECLAC's `PLEN`.
    """

    numeral: str = ""
    kind: str = ""
    meeting: int | None = None
    place: str = ""

    @property
    def ordinal(self) -> int | None:
        """The numeral as a number; None if it is missing or malformed."""
        return from_roman(self.numeral)


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """A symbol in its parts. Two symbols are equal when their keys are, however they were spelled."""

    house: House
    kind: Kind
    stem: str
    stem_key: str
    organs: tuple[str, ...] = ()
    series: str = ""
    number: str = ""
    year: int | None = None
    session: Session | None = None
    suffixes: tuple[Suffix, ...] = ()
    reissued: int = 0
    source: str = ""

    @property
    def printed(self) -> str:
        """The canonical form, in the way of its house: ` rev. 7` or `/Rev.7`."""
        return self.stem + "".join(self._print_suffix(suffix) for suffix in self.suffixes) + "*" * self.reissued

    @property
    def key(self) -> str:
        """The identity: lower-case letters, digits and hyphens; the same for every spelling, fit for an address."""
        parts = [self.stem_key]
        for suffix in self.suffixes:
            parts.append(suffix.kind.value if suffix.number is None else f"{suffix.kind.value}-{suffix.number}")
        if self.reissued:
            parts.append(f"reissue-{self.reissued}")
        return "-".join(parts)

    @property
    def url_key(self) -> str:
        """The key as it stands in an address."""
        return self.key

    @property
    def base(self) -> "Symbol":
        """The paper itself, without suffixes and reissues."""
        return replace(self, suffixes=(), reissued=0, source="")

    @property
    def parent(self) -> "Symbol | None":
        """What the last suffix was added to: of `rev. 4 corr. 1` it is `rev. 4`; None for a bare symbol."""
        if self.reissued:
            return replace(self, reissued=0, source="")
        return replace(self, suffixes=self.suffixes[:-1], source="") if self.suffixes else None

    @property
    def revision(self) -> int:
        """The number of the last revision named, 0 for the first issue."""
        numbers = [suffix.number or 1 for suffix in self.suffixes if suffix.kind is SuffixKind.REVISION]
        return numbers[-1] if numbers else 0

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, Symbol) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)

    def __str__(self) -> str:
        return self.printed

    def _print_suffix(self, suffix: Suffix) -> str:
        number = "" if suffix.number is None else suffix.number
        if self.house is House.OAS:
            return f" {suffix.kind.value}. {number}".rstrip()
        return f"/{suffix.kind.value.title()}" + (f".{number}" if number else "")


@dataclass(frozen=True, slots=True)
class Found:
    """A symbol in running text: `text[start:end]` is its spelling there."""

    start: int
    end: int
    symbol: Symbol
