"""The password, the profile."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tournevis.people import rules
from tournevis.people.forms import ProfileForm, ResetForm
from tournevis.people.models import User
from tournevis.people.web import address_of, asker, base_of, carried_out, posted


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am, which language I read, how at ease I am with computers."""
    user = User.objects.select_related("organisation").get(pk=asker(request).pk)
    form = ProfileForm(posted(request), instance=user)
    if form.is_valid():
        mine = User.objects.get(pk=user.pk)
        if carried_out(form, lambda: rules.edit_profile(mine, **form.cleaned_data)):
            with override(mine.language):
                messages.success(request, _("Your profile is saved."))
            return redirect("people:profile")
    return render(request, "people/profile.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def password_reset(request: HttpRequest) -> HttpResponse:
    """Ask for a link to choose a new password; the answer is the same whether the name is known or not."""
    form = ResetForm(posted(request))
    if form.is_valid():
        rules.ask_reset(
            form.cleaned_data["name"], base=base_of(request), address=address_of(request), now=timezone.now()
        )
        return redirect("people:password_reset_done")
    return render(
        request, "registration/password_reset_form.html", {"form": form}, status=422 if form.is_bound else 200
    )


class PasswordChange(auth.PasswordChangeView):
    """Choose another password, knowing the present one."""

    success_url = reverse_lazy("people:password_change_done")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        rules.password_changed(asker(self.request), address=address_of(self.request))
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        return _again(super().form_invalid(form))


class PasswordResetConfirm(auth.PasswordResetConfirmView):
    """Choose a new password by the link of a mail, which works once."""

    success_url = reverse_lazy("people:password_reset_complete")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        assert isinstance(self.user, User)
        rules.password_changed(self.user, address=address_of(self.request))
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        return _again(super().form_invalid(form))


def _again(response: HttpResponse) -> HttpResponse:
    """A form put again says so by its status."""
    response.status_code = 422
    return response
