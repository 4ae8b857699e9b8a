"""Addresses of files: without language, hence apart from the pages of the library."""

from django.urls import path

from workspace.library import media

app_name = "media"
urlpatterns = [
    path("files/<int:pk>/<str:name>", media.attachment, name="attachment"),
    path("pictures/<int:pk>/<str:name>", media.rendition, name="rendition"),
]
