from django.urls import path

from workspace.bulletin.feeds import IssueFeed
from workspace.bulletin.views import composing, issues

app_name = "bulletin"
urlpatterns = [
    path("", issues.issues, name="issues"),
    path("new/", composing.new, name="new"),
    path("front/", composing.front, name="front"),
    path("feed/", IssueFeed(), name="feed"),
    path("<int:number>/", issues.issue_page, name="issue"),
    path("<int:number>/edit/", composing.edit, name="edit"),
    path("<int:number>/items/", composing.items, name="items"),
    path("<int:number>/publish/", composing.publish, name="publish"),
    path("<int:number>/withdraw/", composing.withdraw, name="withdraw"),
]
