app_name = "twinning"
urlpatterns: list = []
