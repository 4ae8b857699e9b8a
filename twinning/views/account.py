"""Writing one partner's account: kept as a draft, looked at beside the other's, saved."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from twinning import drafts, rules, services, stale
from twinning.drafts import Tab
from twinning.forms import AccountForm
from twinning.models import Account, AccountDraft, Partner, PhasePage
from twinning.people import readers_once_published
from twinning.views.phase import find_phase, partner_of, refuse
from workspace.languages.typed import as_typed

ANSWERS = ("language", *Account.PARTS)


def edit_account(request: HttpRequest, slug: str, number: int, partner: int) -> HttpResponse:
    """Those who may not write it find nothing here; those inside read why not."""
    phase = find_phase(request, slug, number)
    author = partner_of(phase, partner)
    decision = rules.may_write(request.user, phase, author)
    if not decision and not request.user.is_authenticated:
        raise Http404
    if not decision:
        return _refused(request, phase, str(decision.reason))
    desk = Desk(request, phase, author)
    if request.method != "POST":
        return desk.opened()
    action = request.POST.get("action", "save")
    actions = {
        "draft": desk.kept,
        "preview": desk.previewed,
        "again": desk.again,
        "discard": desk.discarded,
    }
    return actions.get(action, desk.saved)()


def _refused(request: HttpRequest, phase: PhasePage, reason: str) -> HttpResponse:
    if _by_script(request):
        return HttpResponse(reason, content_type="text/plain; charset=utf-8", status=403)
    return refuse(request, phase, reason)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("text/plain")


class Desk:
    """One person writing one account."""

    def __init__(self, request: HttpRequest, phase: PhasePage, partner: Partner):
        self.request, self.phase, self.partner = request, phase, partner
        self.account = self._account()
        draft = self.known = drafts.draft_of(phase, partner, request.user)
        self.tab = Tab(as_typed(request.POST.get("tab", ""), 32), request.POST.get("seen", ""))
        # One that was on its way while its words were saved says nothing new.
        stored = {name: getattr(self.account, name) for name in ANSWERS}
        self.draft = draft if draft and draft.words() != stored else None

    def opened(self) -> HttpResponse:
        """The draft where there is one, else what is stored."""
        first: Account | AccountDraft = self.draft or self.account
        initial = {name: getattr(first, name) for name in ANSWERS}
        tab = {"tab": token_urlsafe(8), "seen": self.known.stamp if self.known else ""}
        initial |= {"version": first.version, **tab}
        return self._page(AccountForm(instance=self._account(), initial=initial))

    def kept(self) -> HttpResponse:
        """Kept as it is. A script reads when; everybody else finds the form again."""
        data = self._chosen()
        typed = {name: data.get(name, "") for name in ANSWERS}
        try:
            self.draft = drafts.draft_keep(
                phase=self.phase,
                partner=self.partner,
                user=self.request.user,
                version=self._version(),
                words=typed,
                tab=self.tab,
            )
        except stale.Stale as found:
            return self._two_windows(data, typed, found.current)
        words = kept_words(self.draft)
        if _by_script(self.request):
            return HttpResponse(words, content_type="text/plain; charset=utf-8")
        messages.success(self.request, words)
        return redirect(self.request.path)

    def discarded(self) -> HttpResponse:
        drafts.draft_drop(phase=self.phase, partner=self.partner, user=self.request.user)
        messages.success(self.request, _("The draft is gone. This is what is stored."))
        return redirect(self.request.path)

    def previewed(self) -> HttpResponse:
        """Beside the other partners' accounts, as the phase will show them."""
        form = self._form(self.request.POST)
        if not form.is_valid():
            return self._page(form, status=400)
        draft = Account(
            phase=self.phase, partner=self.partner, version=self.account.version, **form.words()
        )
        context = {**self._context(form), "voices": self._voices(draft), "account": draft}
        return render(self.request, "twinning/account_preview.html", context)

    def again(self) -> HttpResponse:
        """From the preview back to the fields, with what was typed."""
        carried = (*ANSWERS, "version", "tab", "seen")
        typed = {name: self.request.POST.get(name, "") for name in carried}
        return self._page(AccountForm(instance=self._account(), initial=typed))

    def saved(self) -> HttpResponse:
        form = self._form(self._chosen())
        if not form.is_valid():
            return self._page(form, status=400)
        if self.known and self.tab.is_behind(self.known, form.words()):
            return self._two_windows(form.data, form.words(), self.known)
        try:
            services.account_write(
                phase=self.phase,
                partner=self.partner,
                user=self.request.user,
                version=form.cleaned_data["version"],
                words=form.words(),
            )
        except stale.Stale as found:
            # Pressed twice, or two people wrote the same: nothing is left to choose.
            if stale.answers(found.current, ANSWERS) != stale.plain(form.words()):
                return self._stale(form, found.current)
        drafts.draft_drop(phase=self.phase, partner=self.partner, user=self.request.user)
        messages.success(self.request, _("Your account is saved."))
        return redirect(self.phase)

    def _account(self) -> Account:
        """As stored; a form writes into its own copy."""
        known = Account.objects.filter(phase=self.phase, partner=self.partner).first()
        return known or Account(
            phase=self.phase, partner=self.partner, language=self.partner.organisation.language
        )

    def _form(self, data: Any) -> AccountForm:
        return AccountForm(data, instance=self._account())

    def _version(self) -> int:
        typed = self.request.POST.get("version", "")
        return int(typed) if typed.isdecimal() and len(typed) < 9 else self.account.version

    def _voices(self, mine: Account) -> list[dict[str, Any]]:
        others = {each.partner_id: each for each in self.phase.accounts.all()}
        return [
            {
                "partner": each,
                "mine": each.pk == self.partner.pk,
                "account": mine if each.pk == self.partner.pk else others.get(each.pk),
            }
            for each in self.phase.twinning.partners.all()
        ]

    def _stale(self, form: AccountForm, current: Account) -> HttpResponse:
        """Both texts, question by question; the next save is made on the present version."""
        stored = stale.answers(current, ANSWERS)
        found = stale.differences(stale.labels(Account, ANSWERS), stored, form.words())
        typed = stale.typed_again(form)
        typed["version"] = str(current.version)
        again = AccountForm(typed, instance=self._account())
        again.add_error(None, _("Somebody saved this account while you were writing."))
        return self._page(again, 409, stale=current, when=current.updated_at, differences=found)

    def _chosen(self) -> Any:
        """What was typed; where two versions were shown, with the answers taken from the other."""
        against_draft = self.known and self.request.POST.get("against") == "draft"
        other = self.known if against_draft else self.account
        return stale.chosen(self.request.POST, stale.answers(other, ANSWERS))

    def _two_windows(self, data: Any, words: dict[str, str], kept: AccountDraft) -> HttpResponse:
        """This person kept other words in another window: both stand side by side."""
        refusal = _("You kept other words of this account in another window.")
        if _by_script(self.request):
            advice = _("Nothing is replaced: press “Save” to see both.")
            return HttpResponse(
                f"{refusal} {advice}", content_type="text/plain; charset=utf-8", status=409
            )
        found = stale.differences(
            stale.labels(Account, ANSWERS), stale.answers(kept, ANSWERS), words
        )
        typed = data.copy()
        typed["seen"] = kept.stamp
        again = AccountForm(typed, instance=self._account())
        again.add_error(None, refusal)
        more = {"stale": kept, "when": kept.saved_at, "against": "draft", "differences": found}
        return self._page(again, 409, **more)

    def _page(self, form: AccountForm, status: int = 200, **more: Any) -> HttpResponse:
        context = {**self._context(form), **more}
        return render(self.request, "twinning/account.html", context, status=status)

    def _context(self, form: AccountForm) -> dict[str, Any]:
        args = [self.phase.twinning.slug, self.phase.number, self.partner.pk]
        return {
            "phase": self.phase,
            "twinning": self.phase.twinning,
            "partner": self.partner,
            "form": form,
            "draft": self.draft,
            "kept": kept_words(self.draft) if self.draft else "",
            "later": readers_once_published(self.phase),
            "action": reverse("twinning:account", args=args),
        }


def kept_words(draft: AccountDraft) -> str:
    """When the draft was kept, in words."""
    when = timezone.localtime(draft.saved_at)
    return _("Draft kept at %(time)s. You alone see it.") % {
        "time": time_format(when, "TIME_FORMAT")
    }
