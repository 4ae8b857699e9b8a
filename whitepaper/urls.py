from django.urls import include, path, register_converter

from whitepaper.views import download, editing, edition, recommendation
from workspace.languages.text import LANGUAGES

app_name = "whitepaper"


class LanguageConverter:
    """One of the languages of the workspace."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"not a language of this workspace: {value!r}")
        return value


register_converter(LanguageConverter, "language")

edition_urls = [
    path("", edition.edition_page, name="edition"),
    path("edit/", editing.edit, name="edition_edit"),
    path("compile/", edition.compile_edition, name="compile"),
    path("build/", edition.build, name="build"),
    path("publish/", edition.publish, name="publish"),
    path("progress/", edition.progress, name="progress"),
    path("<language:language>.pdf", download.download, name="download"),
]

recommendation_urls = [
    path("", recommendation.recommendation_page, name="recommendation"),
    path("retain/", recommendation.retain, name="retain"),
    path("withdraw/", recommendation.withdraw, name="withdraw"),
]

urlpatterns = [
    path("white-paper/", edition.editions, name="editions"),
    path("editions/new/", editing.new, name="edition_new"),
    path("editions/<int:pk>/", include(edition_urls)),
    path("recommendations/", recommendation.recommendations, name="recommendations"),
    path("recommendations/new/", editing.propose, name="recommendation_new"),
    path("recommendations/<int:pk>/", include(recommendation_urls)),
]
