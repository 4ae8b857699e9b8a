from django.urls import include, path

from twinning.views import export, late, opening, phase, programme, twinning

app_name = "twinning"

phase_urls = [
    path("", phase.phase_page, name="phase"),
    path("begin/", phase.begin, name="begin"),
    path("return/", phase.give_back, name="return"),
    path("validate/", phase.validate, name="validate"),
    path("accounts/<int:partner>/", phase.edit_account, name="account"),
    path("accounts/<int:partner>/sign/", phase.sign, name="sign"),
    path("accounts/<int:partner>/unsign/", phase.unsign, name="unsign"),
]

urlpatterns = [
    path("twinnings/", programme.programmes, name="list"),
    path("programmes/<slug:slug>/", programme.programme_page, name="programme"),
    path("programmes/<slug:slug>/open/", opening.open_twinning, name="open"),
    path("programmes/<slug:slug>/late/", late.late_page, name="late"),
    path("programmes/<slug:slug>/<slug:what>.<slug:ending>", export.export, name="export"),
    path("twinnings/<slug:slug>/", twinning.twinning_page, name="twinning"),
    path("twinnings/<slug:slug>/phases/<int:number>/", include(phase_urls)),
]
