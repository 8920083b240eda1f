"""What no password may be: one of those that were found in breaches. Words of the house stand in `groups.passwords`."""
