"""Addresses of the room."""

from django.urls import path

from tournevis.operations import views

app_name = "operations"
urlpatterns = [path("", views.chores, name="chores")]
