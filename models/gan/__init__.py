"""The GAN game on points in the plane: a generator (the criminal) against a discriminator."""
