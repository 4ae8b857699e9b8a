from django.urls import path

from workspace.members.views import applying, charter, directory, inside, invitations, naming, queue

app_name = "members"
# Fixed words first; `enrolment.RESERVED` keeps organisations from being called so.
urlpatterns = [
    path("", directory.organisations, name="organisations"),
    path("mine/", inside.mine, name="mine"),
    path("apply/", applying.begin, name="apply"),
    path("apply/<str:key>/", applying.applied, name="applied"),
    path("apply/<str:key>/<int:number>/", applying.step, name="apply_step"),
    path("applications/", queue.applications, name="applications"),
    path("applications/<int:pk>/", queue.application, name="application"),
    path("applications/<int:pk>/contact/", queue.record, name="application_contact"),
    path("applications/<int:pk>/enrol/", queue.enrol, name="application_enrol"),
    path("applications/<int:pk>/decline/", queue.decline, name="application_decline"),
    path("charter/", charter.in_force, name="charter"),
    path("charter/signatures/", charter.signatures, name="signatures"),
    path("charter/<int:number>/", charter.version, name="charter_version"),
    path("invitations/<str:key>/", invitations.invitation, name="invitation"),
    path("invitations/<int:pk>/repeat/", invitations.repeat, name="invitation_repeat"),
    path("invitations/<int:pk>/withdraw/", invitations.withdraw, name="invitation_withdraw"),
    path("<slug:key>/", directory.organisation, name="organisation"),
    path("<slug:key>/inside/", inside.inside, name="inside"),
    path("<slug:key>/join/", inside.join, name="join"),
    path("<slug:key>/shown/", inside.show, name="shown"),
    path("<slug:key>/requests/<int:pk>/accept/", inside.accept, name="request_accept"),
    path("<slug:key>/requests/<int:pk>/refuse/", inside.refuse, name="request_refuse"),
    path("<slug:key>/leave/", inside.leave, name="leave"),
    path("<slug:key>/hand-over/", inside.hand_over, name="hand_over"),
    path("<slug:key>/co-ordinator/", naming.coordinator, name="coordinator"),
    path("<slug:key>/invite/", invitations.invite, name="invite"),
    path("<slug:key>/charter/", charter.sign, name="sign"),
    path("<slug:key>/charter/<int:number>/copy/", charter.copy, name="charter_copy"),
]
