"""Addresses of the room."""

from django.urls import path

from tournevis.authoring.views import (
    accepted,
    drawing,
    editing,
    learning,
    listing,
    merging,
    offering,
    trees,
    trying,
    versions,
)

app_name = "authoring"
urlpatterns = [
    path("", listing.drafts, name="drafts"),
    path("versions/", versions.versions, name="versions"),
    path("versions/<int:number>/export/", versions.export, name="export"),
    path("versions/<int:number>/withdraw/", versions.take_back, name="withdraw"),
    path("merge/", merging.merge, name="merge"),
    path("pack/", merging.pack, name="pack"),
    path("tree/", trees.tree, name="tree"),
    path("activate/", listing.activate, name="activate"),
    path("<int:pk>/review/", listing.review, name="review"),
    path("<int:pk>/discard/", listing.discard, name="discard"),
    path("offer/<slug:what>/", offering.offer, name="offer"),
    path("dead-ends/", learning.dead_ends, name="dead_ends"),
    path("dead-ends/<int:pk>/", learning.settle, name="settle"),
    path("contradicted/", learning.contradicted, name="contradicted"),
    path("field/", learning.fields, name="fields"),
    path("field/<slug:family>/", learning.field, name="field"),
    path("accepted/", accepted.cases, name="accepted"),
    path("accepted/<int:pk>/", accepted.decide, name="decide"),
    path("from-case/<int:number>/", drawing.draw, name="draw"),
    path("<slug:kind>/new/", editing.new, name="new"),
    path("<slug:kind>/preview/", editing.preview, name="preview"),
    path("<slug:kind>/<str:record>/", editing.edit, name="edit"),
    path("faults/<str:record>/try/", trying.trial, name="try"),
    path("faults/<str:record>/play/", trying.play, name="play"),
    path("faults/<str:record>/simulate/", trying.simulate, name="simulate"),
    path("faults/<str:record>/accept/", accepted.accept, name="accept"),
]
