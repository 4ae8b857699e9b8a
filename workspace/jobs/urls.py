from django.urls import path

from workspace.jobs import views

app_name = "jobs"
urlpatterns = [
    path("<uuid:pk>/", views.file_page, name="file"),
    path("<uuid:pk>/again/", views.again, name="again"),
    path("<uuid:pk>/download/", views.download, name="download"),
]
