from django.urls import path

from workspace.profile.views import account, closing, data, mails

app_name = "profile"
urlpatterns = [
    path("", account.account, name="account"),
    path("name/", account.name, name="name"),
    path("language/", account.language, name="language"),
    path("sessions/end/", account.end_sessions, name="end_sessions"),
    path("mails/", mails.mails, name="mails"),
    path("mails/stop/<str:token>/", mails.stop, name="stop"),
    path("data/", data.data, name="data"),
    path("data/ask/", data.ask, name="data_ask"),
    path("close/", closing.close, name="close"),
    path("closed/", closing.closed, name="closed"),
]
