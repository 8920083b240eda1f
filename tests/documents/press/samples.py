"""Papers with one of everything, for each house and language."""

from __future__ import annotations

import datetime

from documents.press import (
    Annex,
    Block,
    Cell,
    Citation,
    Diagram,
    DiagramItem,
    Emphasis,
    Footnote,
    GridRow,
    Heading,
    Item,
    Landscape,
    LanguageLink,
    LanguageLinks,
    Link,
    List,
    Masthead,
    Month,
    MonthGrid,
    Note,
    Paper,
    Paragraph,
    Parent,
    Particulars,
    Quote,
    Row,
    Schedule,
    ScheduleRow,
    Signature,
    Strong,
    Table,
    Text,
    line,
    months_between,
)
from documents.press.paper import Language, Style

STAMP = datetime.datetime(2012, 9, 21, 12, 0, tzinfo=datetime.UTC)
BOTH = LanguageLinks(
    (LanguageLink("es", url="https://example.org/es"), LanguageLink("en", url="https://example.org/en"))
)
PROSE = (
    "In order to carry out the task, the Permanent Council established the Joint Working Group on the Draft Social"
    " Charter of the Americas. The Heads of State and Government offered their encouragement to the Organization in"
    " drafting the Charter and its Plan of Action, whose principles and objectives, they said, “will be directed"
    " towards the achievement by member states of societies that offer all of our citizens more opportunities.”"
)


def masthead(style: Style) -> Masthead:
    """A joint masthead for the OAS, a single one for the UN."""
    if style == "oas":
        return Masthead(
            parents=(
                Parent("Permanent Council of the Organization of American States"),
                Parent("Inter-American Council for Integral Development (CIDI)"),
            ),
            group="Joint Working Group on the Draft Plan of Action of the Social Charter of the Americas",
            organization="Organization of American States",
            series="OEA/Ser.G",
            symbol="GTC/CASA/doc.152/12 rev. 1",
            date=datetime.date(2012, 9, 21),
            original="es",
        )
    return Masthead(
        parents=(Parent("Economic Commission for Latin America and the Caribbean"),),
        group="Fourth meeting of the Presiding Officers of the Regional Conference on Social Development",
        organization="United Nations",
        symbol="LC/MDS.4/3",
        date=datetime.date(2021, 1, 8),
        original="es",
        distribution="limited",
        job_number="20-00985",
    )


def everything(language: Language, style: Style) -> Paper:
    """A paper with every block there is."""
    return Paper(
        language,
        style,
        masthead(style),
        line(
            "Work plan of the Joint Working Group of the Permanent Council and CIDI on the Draft Plan of Action of"
            " the Social Charter of the Americas"
        ),
        (*prose(), *lists(), timeline(), landscape(), *annexes()),
        STAMP,
        size="letter" if style == "oas" else "a4",
        status=line("(Approved by the Working Group at its meeting of September 19, 2012)"),
        meeting="Fourth meeting of the Presiding Officers of the Regional Conference on Social Development in Latin"
        " America and the Caribbean",
        venue="Virtual meeting, 13 January 2021",
        contents=True,
        file_code="CP29632E04",
        authors=("Secretariat",),
        title_language="en",
    )


def prose() -> tuple[Block, ...]:
    """Headings, paragraphs, footnotes, citations, links and a quotation."""
    note = Footnote.of(
        "See documents ", Citation("CAJP/GT/TM-24/05 rev. 7"), " and ", Citation("CAJP/GT/TM-38/05 rev. 2"), "."
    )
    online = Footnote.of("See [online] ", Link.of("https://example.org/observatory/socialcovid19/en/"), ".")
    return (
        Heading.of(1, "Introduction", label="I."),
        Paragraph.of(
            "By resolution ",
            Citation("AG/RES. 2056 (XXXIV-O/04)"),
            " the General Assembly instructed the ",
            Emphasis.of("Permanent Executive Committee"),
            " to prepare a draft.",
            note,
            number=1,
        ),
        Paragraph.of(PROSE, number=2),
        Paragraph.of(
            "It was reiterated in resolutions ",
            Citation("AG/RES. 2139 (XXXV-O/05)"),
            ", ",
            Citation("AG/RES. 2241 (XXXVI-O/06)"),
            ", ",
            Citation("AG/RES. 2278 (XXXVII-O/07)"),
            ", ",
            Citation("AG/RES. 2363 (XXXVIII-O/08)"),
            " and ",
            Citation("AG/RES. 2449 (XXXIX-O/09)"),
            ".",
            online,
        ),
        Heading.of(2, "Officers", Footnote.of("Article 28 of the Rules."), label="A."),
        Paragraph.of(
            "Chair: ", Strong.of("Walter Albán"), ". Título: ", Text("Carta Social de las Américas", "es"), "."
        ),
        Quote(
            (Paragraph.of("to conclude negotiations on a draft Plan of Action of the Social Charter"),),
            line("Resolution"),
        ),
        Particulars.of(("Date", "April 10, 2007"), ("Time", "10:00 a.m."), ("Place", "Simón Bolívar Room")),
    )


def lists() -> tuple[Block, ...]:
    """Nested lists with every kind of label, mandates with language links, and a diagram."""
    romans = List.of("Universal protection systems;", "Labour inclusion;", "Institutions;", kind="roman")
    return (
        Heading.of(1, "Mandates", label="II."),
        Paragraph.of("The mandates are the following:"),
        List(
            (
                Item.of(
                    Citation("AG/RES. 2738 (XLII-O/12)"),
                    ", “Strengthening the Topic of Migration in the OAS,” operative paragraphs 1 to 3: ",
                    BOTH,
                ),
                Item.of(Citation("AG/RES. 2816 (XLIII-O/14)"), ", operative paragraphs 18 to 22: ", BOTH),
            )
        ),
        List.of(
            "Other bodies of government;",
            Item.of("Thematic groups:", nested=romans),
            "The private sector.",
            kind="alpha",
        ),
        List.of("A point", Item.of("A labelled item", label="12 bis."), kind="bullet"),
        Diagram(
            (DiagramItem.of("Conference", "Presiding officers"), DiagramItem.of("Working groups", "Four themes")),
            "Figure 1",
            line("How the work is shared"),
            line("Secretariat."),
        ),
        Signature(
            "Walter Jorge Albán Peralta",
            (
                "Ambassador, Permanent Representative of Peru to the OAS",
                "Chair of the Joint Working Group of the Permanent Council and CIDI",
            ),
            "Washington, D.C., September 19, 2012",
        ),
    )


def timeline() -> Block:
    """A month grid over two years, with a row that the source says nothing of."""
    months = months_between(Month(2020, 8), Month(2021, 12))
    return MonthGrid(
        months,
        (
            GridRow.of("Call for participation in the working groups", frozenset(months[:2])),
            GridRow.of("Seminars and workshops", frozenset(months[4:12])),
            GridRow.of("Preparation of a document that sums up the priorities", None),
            GridRow.of("Adoption of the plan of work", frozenset(months[-1:])),
        ),
        "Table 1",
        line("Timeline, 2020-2021"),
        line("Secretariat."),
        (Note("a", line("Subject to change.")),),
    )


def landscape() -> Block:
    """A wide table with spans over rows and columns, on a turned page."""
    head = (
        Row((Cell.of("Group", scope="column", rowspan=2), Cell.of("Countries", scope="column", colspan=2))),
        Row((Cell.of("Coordinating", scope="column"), Cell.of("Participating", scope="column"))),
    )
    body = (
        Row((Cell.of("Crisis and response", scope="row", rowspan=2), Cell.of("Ecuador"), Cell.of("Mexico"))),
        Row.of("Uruguay", "Chile", changed=True),
        Row((Cell.of("Leaving no one behind", scope="row"), Cell.of(colspan=2))),
    )
    return Landscape((Table(head, body, (2, 1, 1), "Table 2", line("Groups and countries"), line("Secretariat.")),))


def annexes() -> tuple[Block, ...]:
    """The schedule in two columns over several pages, and in three."""
    note = Footnote.of("This schedule will be open to such amendments as the Working Group may approve.")
    return (
        Annex(
            "Annex I",
            line("Schedule of meetings for the 2012 - 2013 term", note),
            (Schedule(rows(40), period=line("September 2012 - April 2013")),),
        ),
        Annex("Annex II", line("Schedule of activities of the CAM, 2020-2021"), (three_columns(),), original="es"),
    )


def rows(count: int) -> tuple[ScheduleRow, ...]:
    """Rows of a long schedule; the third has a footnote, the fourth is changed."""
    matter = List.of(
        "Adoption of the negotiation procedure.",
        "Start of negotiations on the draft plan of action based on the document presented by the Chair.",
    )
    note = Footnote.of("To be confirmed by the delegation of Peru.")
    return tuple(
        ScheduleRow(
            line(f"Meeting {number} of 2012"),
            (line("2:30 p.m. - 5:30 p.m."), line("Guerrero Room", note) if number == 3 else line("Guerrero Room")),
            (matter,) if number % 3 else (Paragraph.of(f"Negotiation of the draft plan, reading {number}."),),
            changed=number == 4,
        )
        for number in range(1, count + 1)
    )


def three_columns() -> Schedule:
    """Dates, mandates with language links, and activities."""
    themes = List.of(
        "“Migrants’ contributions to host countries.”",
        "“Public policies and best practices in the region to combat discrimination, xenophobia, and racism.”",
        kind="bullet",
    )
    mandates = (
        Paragraph.of(Citation("AG/RES. 2738 (XLII-O/12)")),
        Paragraph.of(BOTH),
        Paragraph.of(Citation("AG/RES. 2883 (XLVI-O/16)"), " ", BOTH),
    )
    return Schedule(
        (
            ScheduleRow(
                line("JANUARY 26, 2021"),
                (line("Tuesday, 2:30 p.m."),),
                (List.of("Nominations for Vice Chair", "Consideration of the 2020-2021 Work Plan"),),
                mandates,
            ),
            ScheduleRow(
                line("APRIL 13, 2021"),
                (line("Tuesday, 10:00 a.m."),),
                (Paragraph.of("Thematic meeting"), themes),
                mandates,
            ),
        ),
        "date-mandate-activity",
    )
