from django.urls import path

from workspace.library import views

app_name = "library"
urlpatterns = [
    path("", views.resources, name="resources"),
    path("new/", views.resource_new, name="resource_new"),
    path("<int:pk>/", views.resource_page, name="resource"),
]
