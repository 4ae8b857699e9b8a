from django.urls import path

from workspace.upkeep import views

app_name = "upkeep"
urlpatterns = [
    path("health/", views.alive, name="alive"),
    path("health/ready/", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
]
