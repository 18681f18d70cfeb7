"""Word vectors: arithmetic on them, pictures of them, and tests of what they are worth."""
