"""Diffusion: fog a picture step by step, and let a network take the fog away again (Ho et al.
2020, Rombach et al. 2022).
"""
