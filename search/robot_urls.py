"""Addresses that robots expect at the root of a site, without a language."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path

from search import views
from search.sitemap import SITEMAPS

app_name = "robots"
urlpatterns = [
    path("robots.txt", views.robots, name="rules"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "robots:section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="section"),
]
