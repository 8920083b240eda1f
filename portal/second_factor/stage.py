"""Between the password and the session: allauth keeps who it is for a quarter of an hour, until a code is shown."""

from __future__ import annotations

from allauth.account.stages import LoginStage
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from portal.second_factor.operations import device_of


class SecondFactorStage(LoginStage):
    """Asks of whoever has set one up, whether or not they must."""

    key = "second_factor"
    urlname = "account_second_factor_ask"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """To the page that asks; past it where there is nothing to ask for."""
        user = self.login.user
        if user is None or device_of(user) is None:
            return None, True
        return HttpResponseRedirect(reverse(self.urlname)), True
