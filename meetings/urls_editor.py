"""Addresses of the schedule editor."""

from django.urls import path

from meetings.views.editor import bulk, cells, draft, heading, history, lines, page, rows, states, steps, versions

EDIT = "groups/<slug:slug>/<slug:label>/schedule/edit/"

urlpatterns = [
    path(EDIT, page.editor, name="editor"),
    path(f"{EDIT}reading/", rows.reading, name="editor_reading"),
    path(f"{EDIT}lately/", rows.lately, name="editor_lately"),
    path(f"{EDIT}rows/", rows.add, name="editor_add"),
    path(f"{EDIT}rows/<slug:key>/", rows.row, name="editor_row"),
    path(f"{EDIT}rows/<slug:key>/cells/<str:name>/", cells.cell, name="editor_cell"),
    path(f"{EDIT}rows/<slug:key>/order/", lines.order, name="editor_order"),
    path(f"{EDIT}rows/<slug:key>/withdraw/", rows.withdraw, name="editor_withdraw"),
    path(f"{EDIT}rows/<slug:key>/restore/", rows.restore, name="editor_restore"),
    path(f"{EDIT}rows/<slug:key>/history/", history.history, name="editor_history"),
    path(f"{EDIT}rows/<slug:key>/history/<int:pk>/", history.put_back, name="editor_put_back"),
    path(f"{EDIT}rows/<slug:key>/repeat/", bulk.repeat, name="editor_repeat"),
    path(f"{EDIT}rows/<slug:key>/state/", states.state, name="editor_state"),
    path(f"{EDIT}heading/", heading.heading, name="editor_heading"),
    path(f"{EDIT}move/", bulk.move, name="editor_move"),
    path(f"{EDIT}copy/", bulk.copy, name="editor_copy"),
    path(f"{EDIT}undo/", steps.undo, name="editor_undo"),
    path(f"{EDIT}redo/", steps.redo, name="editor_redo"),
    path(f"{EDIT}difference/", draft.difference, name="editor_difference"),
    path(f"{EDIT}versions/<slug:number>/", versions.take_up_version, name="editor_take_up"),
    path(f"{EDIT}circulate/", draft.circulate, name="editor_circulate"),
    path(f"{EDIT}adopt/", draft.adopt, name="editor_adopt"),
]
