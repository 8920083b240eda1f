"""Reading API of groups: bodies, terms, officers, delegations, mandates, instruments."""

from ninja import Router

from groups.api.bodies import router as bodies
from groups.api.delegations import router as delegations
from groups.api.instruments import router as instruments
from groups.api.mandates import router as mandates
from groups.api.officers import router as officers
from groups.api.terms import router as terms

router = Router()
for part in (bodies, terms, officers, delegations, mandates, instruments):
    router.add_router("", part)
