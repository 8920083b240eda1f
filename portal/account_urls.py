"""allauth's addresses but for one: an account keeps the e-mail address that its invitation went to."""

from allauth.account.urls import urlpatterns as all_of_them

urlpatterns = [address for address in all_of_them if address.name != "account_email"]
