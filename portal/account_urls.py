"""allauth's addresses but for one, since an account keeps the e-mail address that its invitation went to; and ours."""

from allauth.account.urls import urlpatterns as all_of_them
from django.urls import path

from portal.views import second_factor, sessions

urlpatterns = [
    *(address for address in all_of_them if address.name != "account_email"),
    path("sessions/", sessions.sessions, name="account_sessions"),
    path("sessions/others/end/", sessions.end_others, name="account_sessions_end_others"),
    path("sessions/<int:pk>/end/", sessions.end, name="account_sessions_end"),
    path("sessions/state/", sessions.state, name="account_session_state"),
    path("second-factor/", second_factor.overview, name="account_second_factor"),
    path("second-factor/begin/", second_factor.begin, name="account_second_factor_begin"),
    path("second-factor/confirm/", second_factor.confirm, name="account_second_factor_confirm"),
    path("second-factor/codes/", second_factor.codes, name="account_second_factor_codes"),
    path("second-factor/remove/", second_factor.remove, name="account_second_factor_remove"),
    path("second-factor/ask/", second_factor.ask, name="account_second_factor_ask"),
    path("sessions/stay/", sessions.stay, name="account_session_stay"),
]
