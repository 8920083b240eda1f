"""Addresses of deadlines, of what is told, and of a reader's inbox."""

from django.urls import path

from meetings.views import deadlines, extending, leaving, notice_words, notices, outgoing, ruled

RULED = "groups/<slug:slug>/<slug:label>/schedule/deadlines/"

urlpatterns = [
    path(RULED, ruled.ruled, name="ruled"),
    path(f"{RULED}set/", ruled.set_by_rule, name="ruled_set"),
    path(f"{RULED}settle/", ruled.settle, name="ruled_settle"),
    path("deadlines/<int:pk>/", deadlines.deadline, name="deadline"),
    path("deadlines/<int:pk>/answers/", deadlines.answer, name="deadline_answer"),
    path("deadlines/<int:pk>/answers/<int:given>/take-back/", deadlines.take_back, name="deadline_take_back"),
    path("deadlines/<int:pk>/extend/", extending.extend, name="deadline_extend"),
    path(
        "deadlines/<int:pk>/extensions/<int:given>/take-back/", extending.take_back, name="deadline_extension_take_back"
    ),
    path("deadlines/<int:pk>/count-again/", extending.count_again, name="deadline_count_again"),
    path("deadlines/<int:pk>/addressees/", deadlines.address, name="deadline_address"),
    path("deadlines/<int:pk>/announce/", deadlines.announce, name="deadline_announce"),
    path("notices/", notices.inbox, name="inbox"),
    path("notices/choices/", notices.choices, name="notice_choices"),
    path("notices/<int:pk>/", notices.followed, name="inbox_open"),
    path("notices/read/", notices.read, name="inbox_read"),
    path("notices/unsubscribe/<str:token>/", notices.unsubscribe, name="unsubscribe"),
    path("notices/leaving/", leaving.leaving, name="leaving"),
    path("notices/leaving/hold/", leaving.hold, name="leaving_hold"),
    path("notices/outgoing/", outgoing.outgoing, name="outgoing"),
    path("notices/outgoing/<int:pk>/", outgoing.announcement, name="announcement"),
    path("notices/outgoing/<int:pk>/words/", notice_words.words, name="announcement_words"),
    path("notices/outgoing/<int:pk>/send/", outgoing.send, name="announcement_send"),
    path("notices/outgoing/<int:pk>/discard/", outgoing.discard, name="announcement_discard"),
    path("notices/outgoing/<int:pk>/again/", outgoing.again, name="announcement_again"),
]
