"""Addresses for signing in: /<language>/sign-in/…"""

from django.urls import path

from pirtti.people import views

app_name = "people"
urlpatterns = [
    path("", views.sign_in, name="sign_in"),
    path("code/", views.code, name="code"),
    path("out/", views.sign_out, name="sign_out"),
    path("link/<str:token>/", views.link, name="link"),
    path("me/", views.me, name="me"),
]
