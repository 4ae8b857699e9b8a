from django.urls import include, path

from twinning.views import (
    account,
    evidence,
    export,
    journal,
    late,
    levels,
    opening,
    phase,
    posting,
    programme,
    twinning,
)

app_name = "twinning"

phase_urls = [
    path("", phase.phase_page, name="phase"),
    path("evidence/", evidence.evidence_page, name="evidence"),
    path("evidence/add/<slug:kind>/", evidence.block_add, name="block_add"),
    path("evidence/<uuid:block>/", evidence.block_edit, name="block_edit"),
    path("evidence/<uuid:block>/move/", evidence.block_move, name="block_move"),
    path("evidence/<uuid:block>/remove/", evidence.block_remove, name="block_remove"),
    path("level/", levels.phase_level, name="phase_level"),
    path("begin/", phase.begin, name="begin"),
    path("return/", phase.give_back, name="return"),
    path("validate/", phase.validate, name="validate"),
    path("accounts/<int:partner>/", account.edit_account, name="account"),
    path("accounts/<int:partner>/sign/", phase.sign, name="sign"),
    path("accounts/<int:partner>/unsign/", phase.unsign, name="unsign"),
]

journal_urls = [
    path("", journal.journal, name="journal"),
    path("new/", posting.post_new, name="post_new"),
    path("<int:pk>/", journal.post_page, name="post"),
    path("<int:pk>/edit/", posting.post_edit, name="post_edit"),
    path("<int:pk>/check/", posting.post_check, name="post_check"),
    path("<int:pk>/withdraw/", posting.post_withdraw, name="post_withdraw"),
    path("<int:pk>/delete/", posting.post_delete, name="post_delete"),
    path("<int:pk>/level/", levels.post_level, name="post_level"),
]

urlpatterns = [
    path("twinnings/", programme.programmes, name="list"),
    path("programmes/<slug:slug>/", programme.programme_page, name="programme"),
    path("programmes/<slug:slug>/open/", opening.open_twinning, name="open"),
    path("programmes/<slug:slug>/late/", late.late_page, name="late"),
    path("programmes/<slug:slug>/<slug:what>.<slug:ending>", export.export, name="export"),
    path("twinnings/<slug:slug>/", twinning.twinning_page, name="twinning"),
    path("twinnings/<slug:slug>/level/", levels.twinning_level, name="twinning_level"),
    path("twinnings/<slug:slug>/journal/", include(journal_urls)),
    path("twinnings/<slug:slug>/phases/<int:number>/", include(phase_urls)),
]
