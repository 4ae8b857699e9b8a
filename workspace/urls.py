"""Every address of the site. Pages carry the interface language; files and the admin do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from workspace.site import errors, views

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error

urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("", include("workspace.upkeep.urls")),
    path("", include("search.robot_urls")),
    # Wagtail's own log-in form would go around the one that limits attempts.
    path("admin/login/", views.admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("media/", include("workspace.library.media_urls")),
]

urlpatterns += i18n_patterns(
    path("account/", include("workspace.accounts.urls")),
    path("account/", include("workspace.profile.urls")),
    path("", include("workspace.site.urls")),
    path("organisations/", include("workspace.members.urls")),
    path("resources/", include("workspace.library.urls")),
    path("bulletin/", include("workspace.bulletin.urls")),
    path("files/", include("workspace.jobs.urls")),
    path("", include("twinning.urls")),
    path("", include("research.urls")),
    path("", include("whitepaper.urls")),
    path("search/", include("search.urls")),
)
