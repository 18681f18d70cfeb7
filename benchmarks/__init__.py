"""How fast and how good the gallery is, beside what a user would pick instead."""
