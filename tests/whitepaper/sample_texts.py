"""Words of the sample white paper. Some exist in one language only, on purpose."""

from __future__ import annotations

from workspace.languages.text import Passage, Text

PROGRAMME = Text(
    "Programme des i-jumelages", "I-twinning programme", "Programa de los i-hermanamientos"
)
TITLE = Text(
    "Ce que les outils numériques changent entre deux rives",
    "What digital tools change between two shores",
    "Lo que las herramientas digitales cambian entre dos orillas",
)
PROMISE = Text(
    "Vingt-cinq choses que les ONG demandent à celles et ceux qui financent, règlent et "
    "gouvernent. Chacune remonte au travail qui l'a apprise.",
    "Twenty-five things that NGOs ask of those who fund, regulate and govern. Each one can be "
    "traced back to the work that taught it.",
    "Veinticinco cosas que las ONG piden a quienes financian, regulan y gobiernan. Cada una se "
    "puede seguir hasta el trabajo que la enseñó.",
)
SUMMARY = Text(
    "Trente i-jumelages ont travaillé trois ans entre l'Europe et l'Amérique latine. Ils ont "
    "écrit ce qu'ils faisaient, à deux voix, phase par phase.\n\nTrois leçons reviennent partout. "
    "La langue coûte du temps que personne ne compte : sept organisations sur dix se taisent "
    "quand la conversation n'est pas dans la leur. La ligne la plus lente décide du rythme de "
    "tous. Et un rapport écrit par un seul partenaire dit moins que deux récits qui se "
    "contredisent.\n\nCe que nous demandons tient en peu d'argent et beaucoup de constance : "
    "payer la traduction, ouvrir les salles le soir, accepter un rapport à deux voix.",
    "Thirty i-twinnings worked for three years between Europe and Latin America. They wrote "
    "down what they did, in two voices, phase by phase.\n\nThree lessons come back everywhere. "
    "Language costs time that nobody counts: seven organisations in ten fall silent when the "
    "conversation is not in their own. The slowest line sets everyone's pace. And a report "
    "written by one partner says less than two accounts that disagree.\n\nWhat is asked takes "
    "little money and much constancy: pay for translation, open rooms in the evening, accept a "
    "report in two voices.",
    "Treinta i-hermanamientos trabajaron tres años entre Europa y América Latina. Escribieron "
    "lo que hacían, a dos voces, fase por fase.\n\nTres lecciones vuelven en todas partes. El "
    "idioma cuesta un tiempo que nadie cuenta: siete de cada diez organizaciones callan cuando "
    "la conversación no es en el suyo. La línea más lenta marca el ritmo de todos. Y un informe "
    "escrito por un solo socio dice menos que dos relatos que se contradicen.",
)
METHOD = Text(
    "Chaque recommandation vient de constats, chaque constat de preuves que l'on peut rouvrir.\n\n"
    "Les partenaires de chaque i-jumelage écrivent un récit par phase, chacun le sien. Deux "
    "vagues d'enquête ont été adressées à toutes les organisations. Les constats ont été rédigés "
    "par les équipes de recherche, puis relus par les partenaires cités. Les recommandations ont "
    "été proposées, amendées et retenues par les organisations membres.\n\nLes réponses viennent "
    "d'organisations volontaires : elles ne représentent pas toutes les associations des sept "
    "pays. Les intervalles disent ce que le hasard seul peut expliquer.",
    "Each recommendation comes from findings, each finding from evidence that can be opened "
    "again.\n\nThe partners of each i-twinning write one account a phase, each their own. Two "
    "survey waves were sent to all organisations. Findings were drafted by the research teams "
    "and read again by the partners they quote. Recommendations were proposed, amended and "
    "retained by the member organisations.\n\nThe answers come from organisations that "
    "volunteered: they do not stand for all associations of the seven countries.",
    "",
)
TITLES = (
    Text("Payer le temps de traduction dans tout projet de coopération décentralisée",
         "Pay for translation time in every decentralised co-operation project",
         "Pagar el tiempo de traducción en todo proyecto de cooperación descentralizada"),
    Text("Laisser le partenaire à la ligne la plus lente choisir les outils",
         "Let the partner with the slowest line choose the tools",
         "Que elija las herramientas el socio con la línea más lenta"),
    Text("Ouvrir les salles informatiques des écoles aux associations le soir",
         "Open school computer rooms to associations after hours",
         "Abrir las salas de informática de las escuelas a las asociaciones por la tarde"),
    Text("Donner à chaque bibliothèque rurale une ligne qui ne se paie pas à l'heure",
         "Give each rural library a line that is not billed by the hour",
         "Dar a cada biblioteca rural una línea que no se cobre por hora"),
    Text("Publier les comptes rendus des conseils en texte, pas en image de texte",
         "Publish council minutes as text, not as pictures of text",
         "Publicar las actas de los consejos como texto y no como imagen"),
    Text("Accepter un rapport à deux voix plutôt qu'un rapport par bailleur",
         "Accept a two-voice report instead of one report a donor",
         "Aceptar un informe a dos voces en lugar de uno por financiador"),
    Text("Compter les heures bénévoles comme cofinancement",
         "Count volunteers' hours as co-funding",
         "Contar las horas voluntarias como cofinanciación"),
    Text("Financer la rencontre avant le matériel", "Fund the meeting before the machines",
         "Financiar el encuentro antes que los equipos"),
    Text("Écouter", "Listen", "Escuchar"),
    Text("Former les agents d'accueil à l'écrit avec les habitants qui n'ont pas d'adresse de "
         "courriel, en commençant par les communes où le guichet a fermé, et laisser ouverte la "
         "voie du papier",
         "Train front-desk staff to write with residents who have no e-mail address, beginning "
         "with the municipalities whose counter has closed, and leave the way of paper open",
         "Formar al personal de atención para escribir con vecinos sin correo electrónico"),
    Text(es="Reservar una franja de radio comunitaria para las noticias del hermanamiento"),
    Text(fr="Prêter du matériel plutôt que d'en donner"),
    Text(en="Write the closing date of each service into its opening decision"),
)  # fmt: skip
ASKS = (
    Text("Que chaque budget réserve au moins 5 % à la traduction et à l'interprétation, sur une "
         "ligne à part, dès le premier versement.",
         "Let each budget set aside at least 5% for translation and interpreting, on a line of "
         "its own, from the first payment on.",
         "Que cada presupuesto reserve al menos un 5 % para traducción e interpretación, en una "
         "línea aparte, desde el primer pago."),
    Text("Que le choix d'un outil commun soit validé depuis le lieu le moins bien relié, un jour "
         "ordinaire, avec les machines qui s'y trouvent.",
         "Let the choice of a shared tool be confirmed from the place with the worst connection, "
         "on an ordinary day, with the machines that are there.",
         "Que la elección de una herramienta común se confirme desde el lugar peor conectado, un "
         "día cualquiera, con los equipos que haya allí."),
    Text("Que deux soirées par semaine soient ouvertes, clés et assurance comprises.",
         "Let two evenings a week be opened, keys and insurance included.",
         "Que se abran dos tardes por semana, con llaves y seguro incluidos."),
    Text("Que le règlement des aides admette un récit de chaque partenaire, dans sa langue, et "
         "qu'il n'oblige pas à les fondre : un désaccord écrit apprend plus qu'un accord de "
         "façade.\n\nQue la grille d'évaluation dise ce qu'elle fait de ce désaccord.",
         "Let the funding rules admit one account from each partner, in their language, without "
         "obliging them to be merged: a disagreement in writing teaches more than an agreement "
         "for show.\n\nLet the assessment grid say what it makes of that disagreement.",
         "Que las bases admitan un relato de cada socio, en su idioma, sin obligar a fundirlos."),
)  # fmt: skip
RATIONALES = (
    Text("Les équipes traduisent la nuit, sans être payées. Quand la personne qui traduit "
         "s'arrête, le projet s'arrête. Les partenaires qui ont prévu une ligne de traduction "
         "ont échangé davantage et plus longtemps ; ceux qui n'en avaient pas ont réduit leurs "
         "messages à l'essentiel, puis à rien.\n\nUne ligne à part se voit dans les comptes : "
         "elle ne peut pas être reprise sans que quelqu'un le décide.",
         "Teams translate at night, unpaid. When the person who translates stops, the project "
         "stops. Partners who planned a line for translation exchanged more and for longer; "
         "those who had none cut their messages down to essentials, then to nothing.\n\nA line "
         "of its own shows in the accounts: it cannot be taken back unless somebody decides so.",
         "Los equipos traducen de noche, sin cobrar. Cuando la persona que traduce se detiene, "
         "el proyecto se detiene. Los socios que previeron una línea de traducción "
         "intercambiaron más y durante más tiempo."),
    Text("Une salle fermée coûte autant qu'une salle ouverte.",
         "A closed room costs as much as an open one.",
         "Una sala cerrada cuesta lo mismo que una abierta."),
    Text(fr="Dans onze i-jumelages sur trente, l'outil retenu au départ a été abandonné avant la "
         "troisième phase. Chaque fois, il fonctionnait bien d'un côté et mal de l'autre : "
         "« Chez nous tout va bien » disait l'un !"),
)  # fmt: skip
ADDRESSEES = (
    Text("Régions et villes qui financent des coopérations décentralisées",
         "Regions and cities that fund decentralised co-operation",
         "Regiones y ciudades que financian cooperación descentralizada"),
    Text("Communes", "Municipalities", "Municipios"),
    Text("Bailleurs de programmes", "Programme funders", "Financiadores de programas"),
    Text("Autorités de régulation des télécommunications", "Telecommunications regulators",
         "Reguladores de telecomunicaciones"),
)  # fmt: skip
FINDINGS = (
    (Text("Un budget de traduction, même petit, avant le budget de matériel",
          "A budget for translation, however small, before the budget for machines",
          "Un presupuesto de traducción, aunque pequeño, antes que el de equipos"),
     Text("Les partenaires placent la traduction avant les machines dès la deuxième phase.",
          "Partners put translation before machines from the second phase on.",
          "Los socios ponen la traducción antes que los equipos desde la segunda fase.")),
    (Text("La traduction automatique rapproche les messages et éloigne les décisions",
          "Machine translation brings messages closer and decisions further away",
          "La traducción automática acerca los mensajes y aleja las decisiones"),
     Text("On se lit davantage, mais on n'ose plus s'engager sur un texte dont personne ne "
          "répond. Les décisions passent alors par le téléphone, donc par la personne qui parle "
          "les deux langues.",
          "People read each other more, yet no longer dare commit to a text that nobody answers "
          "for. Decisions then move to the telephone, and so to the one person who speaks both "
          "languages.",
          "Se lee más, pero ya nadie se atreve a comprometerse con un texto del que nadie "
          "responde.")),
    (Text("La bibliothèque garde la mémoire du jumelage",
          "The library keeps the memory of the twinning",
          "La biblioteca guarda la memoria del hermanamiento"),
     Text("Quand une association change d'équipe, les documents restent en un lieu public.",
          "When an association changes its team, the documents stay in a public place.",
          "Cuando una asociación cambia de equipo, los documentos quedan en un lugar público.")),
    (Text(es="El primer mensaje lo lee siempre la misma persona"),
     Text(es="En más de la mitad de las organizaciones, una sola persona lee primero lo que llega "
          "del otro lado. Si falta, nadie responde.")),
    (Text("Les horaires ne se rencontrent que deux heures par jour",
          "Working hours overlap for only two hours a day",
          "Los horarios coinciden solo dos horas al día"),
     Text("Entre Lille et Córdoba, la fenêtre commune tombe à l'heure de la sortie d'école.",
          "Between Lille and Córdoba the shared window falls when schools let out.",
          "Entre Lille y Córdoba, la ventana común cae a la salida de la escuela.")),
)  # fmt: skip
QUOTES = (
    Passage("Traducíamos de noche, entre dos guardias. Nadie lo había contado.", "es"),
    Passage("Le projet avançait au rythme de la seule d'entre nous qui parle espagnol.", "fr"),
    Passage("We kept the old list running because it was the only thing that reached everyone "
            "on a bad day.", "en"),
    Passage("La sala abre a las ocho y cierra a las dos. Nosotros llegamos a las seis.", "es"),
    Passage("On a d'abord cru que c'était une question de machines : c'était une question de "
            "clés. Le gardien finissait à dix-huit heures, l'assurance aussi ; il a fallu quatre "
            "mois et trois courriers pour qu'une porte reste ouverte deux soirs par semaine, et "
            "le premier soir nous étions onze.", "fr"),
    Passage("Nobody answers a letter that begins with a form.", "en"),
)  # fmt: skip
CHART_TITLES = (
    Text("Sept organisations sur dix se taisent quand la langue n'est pas la leur",
         "Seven organisations in ten fall silent when the language is not theirs",
         "Siete de cada diez organizaciones callan cuando el idioma no es el suyo"),
    Text("Le courriel tient, le téléphone recule", "E-mail holds, the telephone falls back",
         "El correo se mantiene, el teléfono retrocede"),
    Text("Dans plus de la moitié des organisations, une seule personne lit tout d'abord",
         "In more than half of the organisations, one person reads everything first",
         "En más de la mitad de las organizaciones, una persona lo lee todo primero"),
    Text(fr="Ce qui manque d'abord : du temps pour traduire"),
)  # fmt: skip
CHART_SOURCES = (
    Text("Organisations ayant répondu à la vague 2, janvier 2026",
         "Organisations that answered wave 2, January 2026",
         "Organizaciones que respondieron a la ola 2, enero de 2026"),
    Text("Organisations ayant répondu aux deux vagues",
         "Organisations that answered both waves",
         "Organizaciones que respondieron a ambas olas"),
)  # fmt: skip
BAR_LABELS = (
    Text("Courriel", "E-mail", "Correo"),
    Text("Téléphone", "Telephone", "Teléfono"),
    Text("Toujours la même personne", "Always the same person", "Siempre la misma persona"),
    Text("Deux ou trois personnes à tour de rôle", "Two or three people in turn",
         "Dos o tres personas por turno"),
    Text("Toute l'équipe", "The whole team", "Todo el equipo"),
    Text("Écrivent moins hors de leur langue", "Write less outside their language",
         "Escriben menos fuera de su idioma"),
    Text("Paient quelqu'un pour traduire", "Pay somebody to translate",
         "Pagan a alguien para traducir"),
    Text("Passent par une personne qui parle les deux langues mais qui n'est pas membre de "
         "l'organisation, le plus souvent de la famille d'un membre",
         "Go through a person who speaks both languages but is not a member of the organisation, "
         "most often of a member's family",
         "Recurren a una persona que habla ambos idiomas pero no es miembro de la organización"),
)  # fmt: skip
