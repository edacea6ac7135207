"""Addresses of the room."""

from django.urls import path

from tournevis.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.log, name="log"),
    path("export.csv", views.log_csv, name="log_csv"),
    path("give-up/", views.give_up, name="give_up"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/again/", views.send_again, name="send_again"),
]
