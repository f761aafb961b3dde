"""The same addresses under the names by which allauth looks for them.

Nothing else of allauth is mapped: there are no passwords, no signing up and no
other addresses to confirm.
"""

from django.urls import path

from pirtti.people import second_views, views

urlpatterns = [
    path("", views.sign_in, name="account_login"),
    path("", views.sign_in, name="account_request_login_code"),
    path("", views.sign_in, name="account_signup"),
    path("code/", views.code, name="account_confirm_login_code"),
    path("second/", second_views.step, name="mfa_authenticate"),
    path("out/", views.sign_out, name="account_logout"),
    path("closed/", views.closed, name="account_inactive"),
]
