"""Commands of Django, beside `kintrace manage`."""
