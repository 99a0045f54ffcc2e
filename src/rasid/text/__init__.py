"""Text: folding with an offset map, tokens, sentences, quotations, numbers, inflection."""
