"""Addresses of the staff desk: the day and activities here, the rest in lists of their own."""

from django.urls import URLPattern, path

from pirtti.desk import (
    board_urls,
    course_urls,
    figure_urls,
    grant_urls,
    group_urls,
    idea_urls,
    import_urls,
    intake_urls,
    invitation_urls,
    leading_urls,
    network_urls,
    planning_urls,
    post_urls,
    presence_urls,
    programme_urls,
    proposal_urls,
    rhythm_urls,
    training_urls,
)
from pirtti.desk.views import activities, dates, days, undoing

app_name = "desk"
own: list[URLPattern] = [
    path("", days.today, name="today"),
    path("week/", days.week, name="week"),
    path("date/<int:pk>/", dates.occurrence, name="occurrence"),
    path("date/<int:pk>/cancel/", dates.cancel, name="cancel"),
    path("date/<int:pk>/restore/", dates.restore, name="restore"),
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.activity_new, name="activity_new"),
    path("activities/<int:pk>/", activities.activity, name="activity"),
    path("activities/<int:pk>/publish/", activities.publish, name="publish"),
    path("activities/<int:pk>/unpublish/", activities.unpublish, name="unpublish"),
    path("undo/", undoing.take_back, name="undo"),
]
urlpatterns = [
    *own,
    *board_urls.urlpatterns,
    *course_urls.urlpatterns,
    *network_urls.urlpatterns,
    *figure_urls.urlpatterns,
    *grant_urls.urlpatterns,
    *group_urls.urlpatterns,
    *idea_urls.urlpatterns,
    *import_urls.urlpatterns,
    *intake_urls.urlpatterns,
    *leading_urls.urlpatterns,
    *invitation_urls.urlpatterns,
    *planning_urls.urlpatterns,
    *post_urls.urlpatterns,
    *presence_urls.urlpatterns,
    *programme_urls.urlpatterns,
    *proposal_urls.urlpatterns,
    *rhythm_urls.urlpatterns,
    *training_urls.urlpatterns,
]
