"""Addresses of the secretariat's desk."""

from django.urls import path

from portal.views import bin, desk, history, mail, people

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("mail/", mail.mail, name="mail"),
    path("mail/do/", mail.do, name="mail-do"),
    path("mail/<int:pk>/", mail.message, name="mail-message"),
    path("people/", people.people, name="people"),
    path("people/invitations/", people.invitations, name="people-invitations"),
    path("people/invite/", people.invite, name="people-invite"),
    path("people/invitations/<int:pk>/withdraw/", people.withdraw, name="people-withdraw"),
    path("people/<int:pk>/", people.account, name="people-account"),
    path("people/<int:pk>/person/", people.join, name="people-join"),
    path("people/<int:pk>/person/part/", people.part, name="people-part"),
    path("people/<int:pk>/close/", people.close, name="people-close"),
    path("people/<int:pk>/sessions/end/", people.end_sessions, name="people-end-sessions"),
    path("people/<int:pk>/second-factor/reset/", people.reset_second_factor, name="people-reset-second-factor"),
    path("people/<int:pk>/open/", people.reopen, name="people-open"),
    path("people/accreditations/<int:pk>/end/", people.end_accreditation, name="people-end-accreditation"),
    path("people/service/<int:pk>/end/", people.end_service, name="people-end-service"),
    path("bin/", bin.removed, name="desk-bin"),
    path("bin/<int:pk>/put-back/", bin.put_back, name="desk-bin-put-back"),
    path("<slug:kind>/", desk.records, name="desk-list"),
    path("<slug:kind>/new/", desk.new, name="desk-new"),
    path("<slug:kind>/<int:pk>/", desk.edit, name="desk-record"),
    path("<slug:kind>/<int:pk>/remove/", desk.remove, name="desk-remove"),
    path("<slug:kind>/<int:pk>/history/", history.history, name="desk-history"),
    path("<slug:kind>/<int:pk>/history/put-back/", history.put_back, name="desk-put-back"),
]
