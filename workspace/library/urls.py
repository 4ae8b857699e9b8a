from django.urls import path

from workspace.library.views import centre, review, translations, writing

app_name = "library"
urlpatterns = [
    path("", centre.resources, name="resources"),
    path("new/", writing.resource_new, name="resource_new"),
    path("desk/", review.desk, name="desk"),
    path("<int:pk>/", centre.resource_page, name="resource"),
    path("<int:pk>/edit/", writing.resource_edit, name="resource_edit"),
    path("<int:pk>/send/", review.send, name="send"),
    path("<int:pk>/publish/", review.publish, name="publish"),
    path("<int:pk>/return/", review.give_back, name="return"),
    path("<int:pk>/withdraw/", review.withdraw, name="withdraw"),
    path("<int:pk>/confirm/", review.confirm, name="confirm"),
    path("<int:pk>/ask-site/", review.ask_site, name="ask_site"),
    path("<int:pk>/translations/<slug:language>/", translations.translation, name="translation"),
    path(
        "<int:pk>/translations/<slug:language>/draft/",
        translations.translation_draft,
        name="translation_draft",
    ),
]
