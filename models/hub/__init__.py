"""Models of the Hugging Face hub: listed, downloaded, checked byte for byte, then kept.

The library `huggingface_hub` moves the bytes and lays out the cache, which other programs share.
What is added here: only the files that a pipeline needs, never a pickle; progress and Stop; the
checksum of every file, which the library does not look at; a receipt, written last, without which
nothing is loaded.
"""
