"""What tokenizers make of a text, and how one is learned: the computation of the tokenizer tab."""
