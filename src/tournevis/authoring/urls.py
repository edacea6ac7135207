"""Addresses of the room."""

from django.urls import path

from tournevis.authoring.views import editing, listing, offering, trying

app_name = "authoring"
urlpatterns = [
    path("", listing.drafts, name="drafts"),
    path("activate/", listing.activate, name="activate"),
    path("<int:pk>/review/", listing.review, name="review"),
    path("<int:pk>/discard/", listing.discard, name="discard"),
    path("offer/<slug:what>/", offering.offer, name="offer"),
    path("<slug:kind>/new/", editing.new, name="new"),
    path("<slug:kind>/preview/", editing.preview, name="preview"),
    path("<slug:kind>/<str:record>/", editing.edit, name="edit"),
    path("faults/<str:record>/try/", trying.trial, name="try"),
    path("faults/<str:record>/play/", trying.play, name="play"),
    path("faults/<str:record>/simulate/", trying.simulate, name="simulate"),
]
