"""n-grams: the simplest model that writes, and the counts that it writes from."""
