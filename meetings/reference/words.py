"""Names of made-up houses, groups, matters and persons, each in the four languages."""

from __future__ import annotations

Text = dict[str, str]


def text(en: str, es: str, fr: str, pt: str) -> Text:
    """One text in the four languages."""
    return {"en": en, "es": es, "fr": fr, "pt": pt}


HOUSES = [
    (
        "crm",
        "CRM",
        text(
            "Council of the Meridian Rivers",
            "Consejo de los Ríos del Meridiano",
            "Conseil des rivières du Méridien",
            "Conselho dos Rios do Meridiano",
        ),
        text("Washington", "Washington", "Washington", "Washington"),
        "America/New_York",
        "US",
    ),
    (
        "oca",
        "OCA",
        text(
            "Organization of the Austral Coasts",
            "Organización de las Costas Australes",
            "Organisation des côtes australes",
            "Organização das Costas Austrais",
        ),
        text("Montevideo", "Montevideo", "Montevideo", "Montevidéu"),
        "America/Montevideo",
        "UY",
    ),
    (
        "uie",
        "UIE",
        text(
            "Equinoctial Inter-State Union",
            "Unión Interestatal Equinoccial",
            "Union interétatique équinoxiale",
            "União Interestadual Equinocial",
        ),
        text("Quito", "Quito", "Quito", "Quito"),
        "America/Guayaquil",
        "EC",
    ),
    (
        "acs",
        "ACS",
        text(
            "Assembly of the Sister Cordilleras",
            "Asamblea de las Cordilleras Hermanas",
            "Assemblée des cordillères sœurs",
            "Assembleia das Cordilheiras Irmãs",
        ),
        text("Santiago", "Santiago", "Santiago", "Santiago"),
        "America/Santiago",
        "CL",
    ),
    (
        "lna",
        "LNA",
        text(
            "League of the Northern Archipelagos",
            "Liga de los Archipiélagos del Norte",
            "Ligue des archipels du Nord",
            "Liga dos Arquipélagos do Norte",
        ),
        text("Halifax", "Halifax", "Halifax", "Halifax"),
        "America/Halifax",
        "CA",
    ),
    (
        "cpl",
        "CPL",
        text(
            "Community of Open Harbours",
            "Comunidad de Puertos Libres",
            "Communauté des ports libres",
            "Comunidade dos Portos Livres",
        ),
        text("Lisbon", "Lisboa", "Lisbonne", "Lisboa"),
        "Europe/Lisbon",
        "PT",
    ),
]
"""Key, acronym, name, seat, zone, country of each."""

TOPICS = [
    (
        "AGUA",
        text("Transboundary Waters", "aguas transfronterizas", "les eaux transfrontières", "Águas Transfronteiriças"),
    ),
    ("PESCA", text("Fisheries", "pesca", "la pêche", "Pesca")),
    ("MIGRA", text("Labour Migration", "migración laboral", "les migrations de main-d’œuvre", "Migração Laboral")),
    ("DATOS", text("Protection of Data", "protección de datos", "la protection des données", "Proteção de Dados")),
    ("PUERTOS", text("Ports and Passage", "puertos y tránsito", "les ports et le transit", "Portos e Trânsito")),
    ("SALUD", text("Public Health", "salud pública", "la santé publique", "Saúde Pública")),
    ("BOSQUE", text("Forests", "bosques", "les forêts", "Florestas")),
    ("GENERO", text("Equality of Women and Men", "igualdad de género", "l’égalité des sexes", "Igualdade de Gênero")),
    ("NINEZ", text("Rights of the Child", "derechos de la niñez", "les droits de l’enfant", "Direitos da Criança")),
    ("MAYOR", text("Older Persons", "personas mayores", "les personnes âgées", "Pessoas Idosas")),
    ("DISCAP", text("Disability", "discapacidad", "le handicap", "Deficiência")),
    (
        "DESASTRE",
        text("Disaster Relief", "asistencia en desastres", "les secours en cas de catastrophe", "Socorro em Desastres"),
    ),
    ("ADUANA", text("Customs", "aduanas", "les douanes", "Alfândegas")),
    ("PATRIM", text("Cultural Heritage", "patrimonio cultural", "le patrimoine culturel", "Patrimônio Cultural")),
    ("LENGUAS", text("Native Languages", "lenguas originarias", "les langues autochtones", "Línguas Originárias")),
    ("ENERGIA", text("Renewable Energy", "energía renovable", "les énergies renouvelables", "Energia Renovável")),
    ("CIBER", text("Cybersecurity", "ciberseguridad", "la cybersécurité", "Segurança Cibernética")),
    ("CORRUP", text("Probity in Public Office", "probidad pública", "la probité publique", "Probidade Pública")),
    ("JUSTICIA", text("Access to Justice", "acceso a la justicia", "l’accès à la justice", "Acesso à Justiça")),
    (
        "SUELO",
        text(
            "Soils and Deserts", "suelos y desertificación", "les sols et la désertification", "Solos e Desertificação"
        ),
    ),
    ("GLACIAR", text("Glaciers", "glaciares", "les glaciers", "Geleiras")),
    ("TURISMO", text("Tourism", "turismo", "le tourisme", "Turismo")),
    ("EDUCA", text("Schooling", "educación", "l’enseignement", "Educação")),
    ("CIENCIA", text("Open Science", "ciencia abierta", "la science ouverte", "Ciência Aberta")),
    ("PRESUP", text("the Budget", "presupuesto", "le budget", "Orçamento")),
]
"""The word in a symbol, and what a group is about."""

BODY = text(
    "Working Group on {}", "Grupo de Trabajo sobre {}", "Groupe de travail sur {}", "Grupo de Trabalho sobre {}"
)
COMMITTEE = text("Committee on {}", "Comisión de {}", "Commission sur {}", "Comissão de {}")
ORGAN = text("Permanent Council", "Consejo Permanente", "Conseil permanent", "Conselho Permanente")
PURPOSE = text(
    "Prepares common rules on {}, and reports on them to the Council each year.",
    "Prepara normas comunes sobre {} y rinde informe anual al Consejo.",
    "Prépare des règles communes sur {} et en fait rapport au Conseil chaque année.",
    "Prepara normas comuns sobre {} e apresenta relatório anual ao Conselho.",
)
MEETING = text(
    "Meeting on {}, chapter {}",
    "Reunión sobre {}, capítulo {}",
    "Réunion sur {}, chapitre {}",
    "Reunião sobre {}, capítulo {}",
)
DEADLINE = text(
    "Comments of delegations on the draft on {}",
    "Observaciones de las delegaciones al proyecto sobre {}",
    "Observations des délégations sur le projet relatif à {}",
    "Comentários das delegações sobre o projeto relativo a {}",
)
ITEMS = [
    text(
        "Adoption of the agenda",
        "Aprobación del orden del día",
        "Adoption de l’ordre du jour",
        "Aprovação da ordem do dia",
    ),
    text("Report of the Chair", "Informe de la Presidencia", "Rapport de la présidence", "Relatório da Presidência"),
    text(
        "Draft articles on {}",
        "Proyecto de artículos sobre {}",
        "Projet d’articles sur {}",
        "Projeto de artigos sobre {}",
    ),
    text(
        "Proposals of delegations on {}",
        "Propuestas de las delegaciones sobre {}",
        "Propositions des délégations sur {}",
        "Propostas das delegações sobre {}",
    ),
    text(
        "Replies to the questionnaire",
        "Respuestas al cuestionario",
        "Réponses au questionnaire",
        "Respostas ao questionário",
    ),
    text(
        "Costs of the work plan",
        "Costos del plan de trabajo",
        "Coûts du plan de travail",
        "Custos do plano de trabalho",
    ),
    text(
        "Presentation by experts on {}",
        "Presentación de expertos sobre {}",
        "Exposé d’experts sur {}",
        "Apresentação de especialistas sobre {}",
    ),
    text(
        "Dates of the next meetings",
        "Fechas de las próximas reuniones",
        "Dates des prochaines réunions",
        "Datas das próximas reuniões",
    ),
    text("Other business", "Otros asuntos", "Questions diverses", "Outros assuntos"),
]
OUTCOME = text(
    "The group took note and asked for a new draft within four weeks.",
    "El Grupo tomó nota y pidió un nuevo proyecto en cuatro semanas.",
    "Le groupe a pris note et demandé un nouveau projet dans les quatre semaines.",
    "O Grupo tomou nota e pediu um novo projeto em quatro semanas.",
)
PAPERS = [
    (
        "proposal",
        text(
            "Proposal on {}, part {}",
            "Propuesta sobre {}, parte {}",
            "Proposition sur {}, partie {}",
            "Proposta sobre {}, parte {}",
        ),
    ),
    (
        "draft",
        text(
            "Draft articles on {}, {}",
            "Proyecto de artículos sobre {}, {}",
            "Projet d’articles sur {}, {}",
            "Projeto de artigos sobre {}, {}",
        ),
    ),
    (
        "report",
        text("Report on {}, no. {}", "Informe sobre {}, n.º {}", "Rapport sur {}, n° {}", "Relatório sobre {}, n.º {}"),
    ),
    ("note", text("Note on {}, no. {}", "Nota sobre {}, n.º {}", "Note sur {}, n° {}", "Nota sobre {}, n.º {}")),
    (
        "study",
        text(
            "Study of {}, volume {}",
            "Estudio sobre {}, volumen {}",
            "Étude sur {}, volume {}",
            "Estudo sobre {}, volume {}",
        ),
    ),
]
ROOM = text("Room {}", "Sala {}", "Salle {}", "Sala {}")
INSTRUMENT = text("Common action on {}", "Acción común sobre {}", "Action commune sur {}", "Ação comum sobre {}")
SCHEDULE = text("Schedule of meetings", "Calendario de reuniones", "Calendrier des réunions", "Calendário de reuniões")

GIVEN = (
    "Adela Amaru Bastien Beatriz Camille Celso Damaris Delphine Edmundo Elena Fabrice Florinda Gaspar Gwendolyn "
    "Hélène Humberto Ignatius Inês Jacinta Joaquim Katya Leandro Lisette Lourdes Mateus Mireille Nadine Octavio "
    "Odalys Pascoal Philippa Quirino Rosalía Rupert Séverine Tadeo Ursula Vasco Winifred Ximena Yara Zacarías"
)
FAMILY = (
    "Abascal Almada Arrieta Barbosa Beaumont Bellegarde Cárdenas Carvalhal Cavanagh Delorme Duarte Echeverri "
    "Fairweather Figueira Gallardo Goulart Hargrove Huamaní Iturbide Jaramillo Kingsland Lavoie Lindqvist Macedo "
    "Marchetti Montpellier Nogueira Okafor Olivares Pemberton Quispe Rocheteau Sandoval Saldanha Tavares Thibault "
    "Urrutia Valdivieso Villeneuve Whitlock Yupanqui Zubieta"
)

STATES = "AR BB BO BR BS BZ CA CL CO CR DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PT PY SR SV TT US UY VC VE ES FR"
"""ISO 3166 codes of the states that send delegations; their names are those of the CLDR."""


def about(pattern: Text, topic: Text, *more: object) -> Text:
    """A pattern filled with a topic, in each language."""
    return {code: words.format(topic[code], *more) for code, words in pattern.items()}
