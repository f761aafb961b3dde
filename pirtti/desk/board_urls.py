"""Addresses of the leaders' pages about a group's board and what members thought."""

from django.urls import URLPattern, path

from pirtti.desk.views import boards

urlpatterns: list[URLPattern] = [
    path("my-groups/<int:pk>/board/", boards.board, name="board"),
    path("my-groups/<int:pk>/board/settle/", boards.settle, name="board_settle"),
    path("my-groups/<int:pk>/ratings/", boards.ratings, name="ratings"),
]
