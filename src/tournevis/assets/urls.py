"""Addresses of the room."""

from django.urls import path

from tournevis.assets.views import imports, machines

app_name = "assets"
urlpatterns = [
    path("", machines.machines, name="list"),
    path("export.csv", machines.machines_csv, name="list_csv"),
    path("new/", machines.machine_edit, name="new"),
    path("import/", imports.machines_import, name="import"),
    path("import/template.csv", imports.machines_template, name="template"),
    path("<int:pk>/", machines.machine, name="machine"),
    path("<int:pk>/edit/", machines.machine_edit, name="edit"),
    path("<int:pk>/hand-over/", machines.hand_over, name="hand_over"),
    path("<int:pk>/unlock/", machines.unlock, name="unlock"),
]
