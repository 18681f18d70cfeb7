"""The GAN game on small pictures: banknotes of this project, and scikit-learn's digits."""
