from django.urls import path

from workspace.members import views

app_name = "members"
urlpatterns = [
    path("", views.organisations, name="organisations"),
    path("<slug:key>/", views.organisation, name="organisation"),
]
