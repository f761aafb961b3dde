"""Addresses of this app; part of the installation only when PIRTTI_DEMO is on."""

from django.urls import path

from pirtti.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("mails/", views.mails, name="mails"),
    path("mails/<int:pk>/", views.mail, name="mail"),
    path("sign-in/<int:pk>/", views.sign_in, name="sign_in"),
]
