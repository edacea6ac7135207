"""Addresses of the room."""

from django.urls import path

from tournevis.files import views

app_name = "files"
urlpatterns = [path("<int:pk>/", views.read, name="read")]
