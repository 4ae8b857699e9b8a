app_name = "whitepaper"
urlpatterns: list = []
