"""From Markdown to blocks, over the token stream of markdown-it-py."""

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from portal.lib import symbols
from portal.lib.prose.blocks import (
    Block,
    Citation,
    Emphasis,
    Footnote,
    FootnoteCall,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Marker,
    Paragraph,
    Prose,
    Quote,
    Strong,
    Text,
)
from portal.lib.prose.source import Source, prepare

# Deeper lists and quotations are lifted to this depth: a page and a PDF must stay cheap to lay out.
MAX_DEPTH = 6
_RULES = [
    "paragraph", "list", "blockquote", "text", "newline", "escape", "emphasis", "link", "autolink", "entity",
    "normalize", "block", "inline", "text_join", "balance_pairs", "fragments_join",
]  # fmt: skip
_CALL = re.compile(r"\[\^([^\]\s]{1,40})\]")
_HARMLESS = re.compile(r"(?:https?://|mailto:|/(?![/\\])|#)[^\s\\]*", re.IGNORECASE)


def _call_rule(state: StateInline, silent: bool) -> bool:
    match = _CALL.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("footnote_call", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "maxNesting": 60}).enable(_RULES, ignoreInvalid=True)
    parser.inline.ruler.before("link", "footnote_call", _call_rule)
    parser.validateLink = lambda url: bool(_HARMLESS.fullmatch(url))  # type: ignore[method-assign]
    return parser


class _Reader:
    """Walks the tokens of one text, numbering the footnotes in the order of their calls."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.numbers: dict[str, int] = {}
        self.calls: dict[str, int] = {}
        self.in_note = False

    def blocks(self, tokens: Sequence[Token], depth: int = 0) -> list[Block]:
        blocks: list[Block] = []
        place = 0
        while place < len(tokens):
            token, end = tokens[place], _end_of(tokens, place)
            inner = tokens[place + 1 : end]
            if token.type == "paragraph_open":
                blocks.append(Paragraph(self.inlines(inner[0].children or [])))
            elif token.type == "blockquote_open":
                quoted = self.blocks(inner, depth + 1)
                blocks += [Quote(tuple(quoted))] if depth < MAX_DEPTH and quoted else quoted
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                blocks += self.listing(inner, depth)
            place = end + 1
        return blocks

    def listing(self, tokens: Sequence[Token], depth: int) -> list[Block]:
        """One list, or more: where numbers follow letters, Markdown sees one list and the reader two."""
        lists: list[tuple[Marker, bool, list[ListItem]]] = []
        lifted: list[Block] = []
        place = 0
        while place < len(tokens):
            token, end = tokens[place], _end_of(tokens, place)
            content = tuple(self.blocks(tokens[place + 1 : end], depth + 1))
            lifted += content
            marker, number, bracketed = self.marker(token)
            if lists and lists[-1][1] == bracketed:
                items = lists[-1][2]
                items.append(ListItem(items[-1].number + 1, content))
            else:
                lists.append((marker, bracketed, [ListItem(number, content)]))
            place = end + 1
        if depth >= MAX_DEPTH:
            return lifted
        return [List(marker, tuple(items), bracketed) for marker, bracketed, items in lists]

    def marker(self, item: Token) -> tuple[Marker, int, bool]:
        """How an item that opens a list is marked: marker, number, and whether with a lettered label."""
        if item.markup not in (".", ")"):
            return Marker.BULLET, 1, False
        label = self.source.labels.get(item.map[0]) if item.map else None
        if label is None:
            return Marker.DECIMAL, int(item.info or 1), False
        return label.marker, label.number, True

    def inlines(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        inlines: list[Inline] = []
        place = 0
        while place < len(tokens):
            token, end = tokens[place], _end_of(tokens, place)
            inner = tokens[place + 1 : end]
            match token.type:
                case "em_open":
                    inlines.append(Emphasis(self.inlines(inner)))
                case "strong_open":
                    inlines.append(Strong(self.inlines(inner)))
                case "link_open":
                    inlines += self.link(str(token.attrs["href"]), inner)
                case "hardbreak":
                    inlines.append(LineBreak())
                case "footnote_call":
                    inlines.append(self.call(token.content))
                case _:
                    inlines.append(Text(" " if token.type == "softbreak" else token.content))
            place = end + 1
        return tuple(_cited(_joined(inlines)))

    def link(self, href: str, tokens: Sequence[Token]) -> list[Inline]:
        """A link; its text alone where it leads nowhere, nothing where it has no text."""
        inlines = self.inlines(tokens)
        if not href:
            return list(inlines)
        return [Link(href, _without_links(inlines))] if inlines else []

    def call(self, name: str) -> Inline:
        """A call without its note, or within a note, stays text: the writer sees what is wrong."""
        if self.in_note or name not in self.source.notes:
            return Text(f"[^{name}]")
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        self.calls[name] = self.calls.get(name, 0) + 1
        return FootnoteCall(number, self.calls[name] - 1)

    def notes(self) -> tuple[Footnote, ...]:
        self.in_note = True
        return tuple(
            Footnote(number, self.inlines(_inline_tokens(self.source.notes[name])), self.calls[name])
            for name, number in self.numbers.items()
        )


def read(text: str) -> Prose:
    """Read Markdown into prose. Nothing is refused: what is not part of the subset stays text.

    Only what is nested deeper than the parser goes (60 levels) is dropped.
    """
    source = prepare(text)
    reader = _Reader(source)
    blocks = tuple(reader.blocks(_parser().parse(source.text)))
    return Prose(blocks, reader.notes())


def _inline_tokens(text: str) -> Sequence[Token]:
    tokens = _parser().parseInline(text)
    return tokens[0].children or []


def _end_of(tokens: Sequence[Token], place: int) -> int:
    """The place of the token that closes the one at `place`; the same place if it opens nothing."""
    depth = 0
    for end in range(place, len(tokens)):
        depth += tokens[end].nesting
        if depth <= 0:
            return end
    return len(tokens)


def _joined(inlines: Sequence[Inline]) -> list[Inline]:
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        elif inline != Text(""):
            joined.append(inline)
    return joined


def _cited(inlines: Sequence[Inline]) -> list[Inline]:
    cited: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Text):
            cited.append(inline)
            continue
        last = 0
        for found in symbols.find_all(inline.text):
            cited.append(Text(inline.text[last : found.start]))
            cited.append(Citation(inline.text[found.start : found.end], found.symbol.key))
            last = found.end
        cited.append(Text(inline.text[last:]))
    return [inline for inline in cited if inline != Text("")]


def _without_links(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Within a link a symbol is text: a link cannot hold another. (The parser takes no footnote within one either.)"""
    plain: list[Inline] = []
    for inline in inlines:
        match inline:
            case Citation(text=text):
                plain.append(Text(text))
            case Emphasis(inner):
                plain.append(Emphasis(_without_links(inner)))
            case Strong(inner):
                plain.append(Strong(_without_links(inner)))
            case _:
                plain.append(inline)
    return tuple(_joined(plain))
