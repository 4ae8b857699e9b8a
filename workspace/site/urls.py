from django.urls import path

from workspace.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("writing/", views.writing, name="writing"),
    path("workspace/", views.workspace, name="workspace"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
