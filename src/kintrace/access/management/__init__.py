"""Commands of `kintrace manage` about staff."""
