"""Addresses for signing in: /<language>/sign-in/…"""

from django.urls import path

from pirtti.people import second_views, views

app_name = "people"
urlpatterns = [
    path("", views.sign_in, name="sign_in"),
    path("code/", views.code, name="code"),
    path("out/", views.sign_out, name="sign_out"),
    path("link/<str:token>/", views.link, name="link"),
    path("second/", second_views.step, name="second_step"),
    path("me/", views.me, name="me"),
    path("me/second/", second_views.second, name="second"),
    path("me/second/on/", second_views.second_on, name="second_on"),
    path("me/second/renew/", second_views.second_renew, name="second_renew"),
    path("me/second/off/", second_views.second_off, name="second_off"),
    path("me/second/codes/", second_views.second_codes, name="second_codes"),
    path("me/second/kept/", second_views.second_kept, name="second_kept"),
    path("me/second/later/", second_views.second_later, name="second_later"),
]
