"""What readers may be told of a change: facts before and after, no database here."""
