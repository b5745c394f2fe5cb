"""Words that every floor uses: errors, codes, spans of days, the clock, sentences."""
