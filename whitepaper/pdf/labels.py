"""Every fixed word of the document in the three languages.

Spaces before French punctuation are made no-break when the words are set (`typography.tidy`).
"""

from __future__ import annotations

from workspace.languages.text import Text

MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
        "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
        "septiembre", "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip

LABELS: dict[str, Text] = {
    "white_paper": Text("Livre blanc", "White paper", "Libro blanco"),
    "edition": Text("Édition {number}", "Edition {number}", "Edición {number}"),
    "white_paper_edition": Text(
        "Livre blanc, édition {number}", "White paper, edition {number}",
        "Libro blanco, edición {number}",
    ),
    "this_language": Text("En français", "In English", "En español"),
    "language.fr": Text("en français", "in French", "en francés"),
    "language.en": Text("en anglais", "in English", "en inglés"),
    "language.es": Text("en espagnol", "in Spanish", "en español"),
    "demo": Text("Données de démonstration", "Demonstration data", "Datos de demostración"),
    "demo_notice": Text(
        "Les organisations, les récits et les chiffres de ce document sont inventés pour montrer "
        "comment l'outil travaille. Ne les citez pas comme des faits.",
        "The organisations, accounts and figures in this document are invented to show how the "
        "tool works. Do not quote them as facts.",
        "Las organizaciones, los relatos y las cifras de este documento son inventados para "
        "mostrar cómo trabaja la herramienta. No los cite como hechos.",
    ),
    "colophon": Text("Ce document", "About this document", "Este documento"),
    "cite": Text("Pour citer", "How to cite", "Cómo citar"),
    "answer": Text("Pour répondre", "How to answer", "Para responder"),
    "answer_text": Text(
        "Chaque fiche donne l'adresse de sa recommandation. La page dit à qui écrire. Une réponse "
        "courte suffit : oui, en partie ou non, et pourquoi.",
        "Each card gives the address of its recommendation. The page says whom to write to. "
        "A short answer will do: yes, in part or no, and why.",
        "Cada ficha da la dirección de su recomendación. La página dice a quién escribir. Basta "
        "una respuesta corta: sí, en parte o no, y por qué.",
    ),
    "published_by": Text("Publié par", "Published by", "Publicado por"),
    "others": Text("et {number} autres", "and {number} others", "y {number} más"),
    "compiled": Text("Contenu arrêté le", "Content frozen on", "Contenido cerrado el"),
    "licence": Text("Licence", "Licence", "Licencia"),
    "licence_text": Text(
        "{licence}. Vous pouvez copier, adapter et diffuser ce texte selon cette licence, en "
        "citant sa source.",
        "{licence}. You may copy, adapt and share this text under this licence, if you name its "
        "source.",
        "{licence}. Usted puede copiar, adaptar y difundir este texto según esta licencia, "
        "citando su fuente.",
    ),
    "who_can_see": Text("Qui peut le lire", "Who can read it", "Quién puede leerlo"),
    "tier.public": Text(
        "Tout le monde, sans compte", "Everyone, without an account", "Todo el mundo, sin cuenta"
    ),
    "tier.network": Text(
        "Membres des organisations du réseau seulement",
        "Members of the organisations of the network only",
        "Solo miembros de las organizaciones de la red",
    ),
    "address": Text("Adresse permanente", "Permanent address", "Dirección permanente"),
    "digest": Text("Empreinte du contenu", "Digest of the content", "Huella del contenido"),
    "digest_text": Text(
        "SHA-256 du contenu figé, le même pour les trois langues. Si un mot change, "
        "l'empreinte change.",
        "SHA-256 of the frozen content, the same for the three languages. If a word changes, "
        "the digest changes.",
        "SHA-256 del contenido cerrado, la misma en los tres idiomas. Si cambia una palabra, "
        "cambia la huella.",
    ),
    "typefaces": Text("Caractères", "Typefaces", "Tipos de letra"),
    "typefaces_text": Text(
        "Source Serif 4 et Inter, sous licence SIL Open Font 1.1",
        "Source Serif 4 and Inter, under the SIL Open Font Licence 1.1",
        "Source Serif 4 e Inter, con licencia SIL Open Font 1.1",
    ),
    "contents": Text("Sommaire", "Contents", "Índice"),
    "summary": Text("L'essentiel", "Executive summary", "Resumen ejecutivo"),
    "glance": Text(
        "Recommandations en un coup d'œil", "Recommendations at a glance",
        "Recomendaciones de un vistazo",
    ),
    "glance_lead": Text(
        "Chaque ligne mène à sa fiche : la demande, ses raisons et les preuves qui la portent.",
        "Each line leads to its card: what is asked, why, and the evidence behind it.",
        "Cada línea lleva a su ficha: qué se pide, por qué y las pruebas que lo sostienen.",
    ),
    "concerned": Text("Qui est concerné", "Who is asked", "A quién se pide"),
    "recommendations": Text("Recommandations", "Recommendations", "Recomendaciones"),
    "recommendation": Text("Recommandation", "Recommendation", "Recomendación"),
    "recommendation_n": Text(
        "Recommandation {number}", "Recommendation {number}", "Recomendación {number}"
    ),
    "no_recommendation": Text(
        "Cette édition ne contient pas encore de recommandation.",
        "This edition holds no recommendation yet.",
        "Esta edición todavía no contiene ninguna recomendación.",
    ),
    "what": Text("Demande", "What is asked", "Qué se pide"),
    "to": Text("À qui", "To whom", "A quién"),
    "level": Text("Niveau", "Level", "Nivel"),
    "deadline": Text("Demandé pour le", "Asked by", "Plazo pedido"),
    "page": Text("Page", "Page", "Página"),
    "level.local": Text("Local", "Local", "Local"),
    "level.regional": Text("Régional", "Regional", "Regional"),
    "level.national": Text("National", "National", "Nacional"),
    "level.international": Text("International", "International", "Internacional"),
    "why": Text("Pourquoi", "Why", "Por qué"),
    "chain": Text("D'où elle vient", "Where it comes from", "De dónde viene"),
    "chain_note": Text(
        "De la demande à la preuve. Chaque étape garde son adresse.",
        "From what is asked to its evidence. Each step keeps its address.",
        "De lo que se pide a la prueba. Cada paso conserva su dirección.",
    ),
    "no_finding": Text(
        "Aucun constat n'est encore relié à cette recommandation.",
        "No finding is linked to this recommendation yet.",
        "Ningún hallazgo está vinculado todavía a esta recomendación.",
    ),
    "finding_n": Text("constat {number}", "finding {number}", "hallazgo {number}"),
    "kind.innovation": Text("Innovation", "Innovation", "Innovación"),
    "kind.need": Text("Besoin", "Need", "Necesidad"),
    "kind.limit": Text("Limite", "Limit", "Límite"),
    "source.account": Text("Récit", "Account", "Relato"),
    "source.post": Text("Journal", "Journal", "Diario"),
    "source.result": Text("Résultat d'enquête", "Survey result", "Resultado de encuesta"),
    "fingerprint": Text("empreinte {digest}", "digest {digest}", "huella {digest}"),
    "hidden": Text(
        "moins de 5 réponses : masqué", "fewer than 5 answers: hidden",
        "menos de 5 respuestas: oculto",
    ),
    "base": Text("n = {base}", "n = {base}", "n = {base}"),
    "interval": Text(
        "Crochets et chiffres clairs : intervalle de confiance à 95 % (Wilson)",
        "Brackets and light figures: 95% confidence interval (Wilson)",
        "Corchetes y cifras claras: intervalo de confianza del 95 % (Wilson)",
    ),
    "method": Text("Comment ce livre est fait", "How this was made", "Cómo se hizo este libro"),
    "corpus": Text("Le corpus", "The corpus", "El corpus"),
    "reading": Text("Lire une fiche", "Reading a card", "Leer una ficha"),
    "reading.innovation": Text(
        "Un usage nouveau, qui a marché au moins une fois.",
        "A new use that worked at least once.",
        "Un uso nuevo, que funcionó al menos una vez.",
    ),
    "reading.need": Text(
        "Ce qui manquait aux partenaires pour avancer.",
        "What the partners lacked in order to go on.",
        "Lo que les faltaba a los socios para avanzar.",
    ),
    "reading.limit": Text(
        "Ce que les outils n'ont pas permis, ou ont abîmé.",
        "What the tools did not allow, or made worse.",
        "Lo que las herramientas no permitieron o empeoraron.",
    ),
    "reading.charts": Text("Graphiques", "Charts", "Gráficos"),
    "reading.charts_text": Text(
        "La barre donne la part des réponses, le crochet et les chiffres clairs disent entre "
        "quelles valeurs elle se trouve sans doute (95 %). Sous 5 réponses, rien n'est montré.",
        "The bar gives the share of answers, the bracket and the light figures say between "
        "which values it most likely lies (95%). Below 5 answers nothing is shown.",
        "La barra da la parte de respuestas, el corchete y las cifras claras dicen entre qué "
        "valores se encuentra con mayor probabilidad (95 %). Con menos de 5 respuestas no se "
        "muestra nada.",
    ),
    "reading.languages": Text("Langues", "Languages", "Idiomas"),
    "reading.languages_text": Text(
        "Un texte qui n'est pas encore traduit est donné dans sa langue, qui est nommée.",
        "A text that is not translated yet is given in its own language, which is named.",
        "Un texto que aún no está traducido se da en su idioma, que se indica.",
    ),
    "annex": Text(
        "Annexe : des demandes aux preuves", "Annex: from requests to evidence",
        "Anexo: de las peticiones a las pruebas",
    ),
    "finding": Text("Constat", "Finding", "Hallazgo"),
    "sources": Text("Sources", "Sources", "Fuentes"),
    "back": Text(
        "Ce livre blanc s'ouvre aussi dans un navigateur, avec toutes ses preuves.",
        "This white paper also opens in a browser, with all its evidence.",
        "Este libro blanco también se abre en un navegador, con todas sus pruebas.",
    ),
}  # fmt: skip

#: Nouns that are counted: singular, then plural.
COUNTED: dict[str, tuple[Text, Text]] = {
    "organisations": (
        Text("organisation", "organisation", "organización"),
        Text("organisations", "organisations", "organizaciones"),
    ),
    "countries": (Text("pays", "country", "país"), Text("pays", "countries", "países")),
    "twinnings": (
        Text("i-jumelage", "i-twinning", "i-hermanamiento"),
        Text("i-jumelages", "i-twinnings", "i-hermanamientos"),
    ),
    "recommendations": (
        Text("recommandation", "recommendation", "recomendación"),
        Text("recommandations", "recommendations", "recomendaciones"),
    ),
    "findings": (
        Text("constat", "finding", "hallazgo"),
        Text("constats", "findings", "hallazgos"),
    ),
    "sources": (
        Text("source citée", "source cited", "fuente citada"),
        Text("sources citées", "sources cited", "fuentes citadas"),
    ),
}


def label(name: str, language: str, **values: object) -> str:
    """The words `name` in `language`. KeyError for a name or language that does not exist."""
    return LABELS[name][language].format(**values)


def counted(name: str, amount: int, language: str) -> str:
    """The noun that agrees with `amount`: in French, nought and one are singular."""
    one = amount in (0, 1) if language == "fr" else amount == 1
    return COUNTED[name][0 if one else 1][language]
