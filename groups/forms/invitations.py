"""The form by which the secretariat invites somebody."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from groups.enums import AccreditationRole, SecretariatRole
from groups.forms.choices import offer
from groups.models import Body, Delegation, Organization, Person
from groups.operations.invitations import Offer
from groups.queries.houses import persons_to_invite
from portal.actors import Actor


class InvitationForm(forms.Form):
    """Whom, in which language, and into which role: one in the secretariat or one in a delegation."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As it should be printed."))
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=[(code, capfirst(name)) for code, name in settings.LANGUAGES]
    )
    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("Organization"), empty_label=None)
    secretariat_role = forms.ChoiceField(
        label=_("Role in the secretariat"),
        choices=[("", _("none")), *SecretariatRole.choices],
        required=False,
        help_text=_("A secretary may change everything that the organization records."),
    )
    delegation = forms.ModelChoiceField(
        Delegation.objects.none(), label=_("Delegation"), required=False, empty_label=_("none")
    )
    accreditation_role = forms.ChoiceField(
        label=_("Role in the delegation"), choices=AccreditationRole.choices, required=False
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Only in this body"),
        required=False,
        empty_label=_("wherever the delegation stands"),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person already recorded"),
        required=False,
        empty_label=_("not recorded yet"),
        help_text=_("The account then has the posts that this person holds."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = Organization.objects.order_by("key")
        if not actor.is_admin:
            houses = houses.filter(pk__in=actor.secretariat_of)
        offered = {
            "organization": houses,
            "body": Body.objects.filter(organization__in=houses),
            "delegation": Delegation.objects.all(),
            "person": persons_to_invite(actor),
        }
        for name, rows in offered.items():
            box = self.fields[name]
            assert isinstance(box, forms.ModelChoiceField)
            offer(box, rows)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("email", css_class="col-md-6"), Column("name", css_class="col-md-6")),
            Row(Column("language", css_class="col-md-6"), Column("organization", css_class="col-md-6")),
            Fieldset(_("Either in the secretariat"), "secretariat_role"),
            Fieldset(
                _("Or in a delegation"),
                Row(Column("delegation", css_class="col-md-6"), Column("accreditation_role", css_class="col-md-6")),
                "body",
            ),
            Fieldset(_("The person"), "person"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        role, delegation = cleaned.get("secretariat_role"), cleaned.get("delegation")
        if bool(role) == bool(delegation):
            raise ValidationError(_("Choose either a role in the secretariat or a delegation."))
        return cleaned

    def offer(self) -> Offer:
        """What a valid form offers."""
        given = dict(self.cleaned_data)
        if not given["delegation"]:
            given |= {"accreditation_role": "", "body": None}
        return Offer(**given)


class PersonForm(forms.Form):
    """Which person recorded an account is."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person already recorded"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["person"]
        assert isinstance(box, forms.ModelChoiceField)
        offer(box, persons_to_invite(actor))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
