"""Language models: what comes next, how one token is chosen, and the text that this writes."""
