"""Commands of `kintrace manage` about keys."""
