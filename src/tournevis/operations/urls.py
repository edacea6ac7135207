"""Addresses of the room."""

from django.urls import path

from tournevis.operations.views import chores, personal, retention

app_name = "operations"
urlpatterns = [
    path("settings/chores/", chores.chores, name="chores"),
    path("settings/retention/", retention.retention, name="retention"),
    path("account/data/", personal.mine, name="my_data"),
    path("account/data/download/", personal.mine_download, name="my_data_download"),
    path("account/data/consents/<int:pk>/", personal.consent, name="consent"),
    path("people/<int:pk>/data/", personal.person, name="person_data"),
    path("people/<int:pk>/data/download/", personal.person_download, name="person_download"),
    path("people/<int:pk>/data/erase/", personal.person_erase, name="person_erase"),
]
