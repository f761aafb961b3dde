"""Addresses for signing up: the form, an invitation, a family's own page, alerts."""

from django.urls import path

from pirtti.site import seat_alerts, signing_up, signup_page

urlpatterns = [
    path("sign-up/sent/", signing_up.sent, name="sign_up_sent"),
    path("sign-up/<int:intake>/", signing_up.sign_up, name="sign_up"),
    path("sign-up/<int:intake>/alert/", seat_alerts.alert, name="alert"),
    path("invited/<str:word>/", signing_up.invited, name="invited"),
    path("signup/ended/", signup_page.ended, name="signup_ended"),
    path("signup/<str:word>/", signup_page.signup, name="signup"),
    path("signup/<str:word>/data.json", signup_page.data, name="signup_data"),
    path("signup/<str:word>/dates.ics", signup_page.dates, name="signup_dates"),
    path("alert/sent/", seat_alerts.sent, name="alert_sent"),
    path("alert/<str:word>/", seat_alerts.confirm, name="alert_confirm"),
    path("alert/<str:word>/stop/", seat_alerts.stop, name="alert_stop"),
]
