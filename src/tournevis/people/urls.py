"""Addresses of the room."""

from django.contrib.auth import views as auth
from django.urls import path

from tournevis.people.views import account, imports, members, people, places, rights, secrets, settings

app_name = "people"
urlpatterns = [
    path("account/", account.profile, name="profile"),
    path("account/place/", members.place, name="place"),
    path("account/password/", account.PasswordChange.as_view(), name="password_change"),
    path("account/password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("account/reset/", account.password_reset, name="password_reset"),
    path("account/reset/sent/", auth.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("account/reset/<uidb64>/<token>/", account.PasswordResetConfirm.as_view(), name="password_reset_confirm"),
    path("account/reset/done/", auth.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("people/", people.users, name="users"),
    path("people/export.csv", people.users_csv, name="users_csv"),
    path("people/pick/", people.pick, name="pick"),
    path("people/new/", people.user_new, name="user_new"),
    path("people/import/", imports.users_import, name="users_import"),
    path("people/import/directory/", imports.users_directory, name="users_directory"),
    path("people/import/template.csv", imports.users_template, name="users_template"),
    path("people/<int:pk>/", people.user, name="user"),
    path("people/<int:pk>/close/", people.user_act, {"act": "close"}, name="user_close"),
    path("people/<int:pk>/open/", people.user_act, {"act": "open"}, name="user_open"),
    path("people/<int:pk>/invite/", people.user_act, {"act": "invite"}, name="user_invite"),
    path("settings/", settings.settings, name="settings"),
    path("settings/sites/", places.sites, name="sites"),
    path("settings/sites/new/", places.site, name="site_new"),
    path("settings/sites/<int:pk>/", places.site, name="site"),
    path("settings/organisations/", members.organisations, name="organisations"),
    path("settings/organisations/new/", members.organisation_new, name="organisation_new"),
    path("settings/members/", members.members, name="members"),
    path("settings/members/new/", members.member, name="member_new"),
    path("settings/members/<int:pk>/", members.member, name="member"),
    path("settings/teams/", places.teams, name="teams"),
    path("settings/teams/new/", places.team, name="team_new"),
    path("settings/teams/<int:pk>/", places.team, name="team"),
    path("settings/rights/", rights.rights, name="rights"),
    path("settings/activity/", settings.audit, name="audit"),
    path("settings/activity/export.jsonl", settings.audit_lines, name="audit_lines"),
    path("settings/secrets/<slug:key>/<int:pk>/", secrets.show, name="secret"),
    path("settings/activity/export.csv", settings.audit_csv, name="audit_csv"),
    path("settings/<slug:key>/", settings.settings, name="settings_section"),
]
