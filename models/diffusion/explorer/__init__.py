"""Experiments with the settings of a diffusion model: sheets, guidance, schedulers, images.

Requests, axes and records are readable without torch; the other modules compute.
"""
