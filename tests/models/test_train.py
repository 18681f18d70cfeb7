"""The pieces of the trainings that can be checked in seconds, without training anything."""

import numpy as np
import pytest
import torch
from torch import nn

from models.pictures import known_words
from models.train import loop, world
from models.train.loop import Average, Run, learning_rate
from models.train.text import SLOT_SIZES, captions_of, encode, slots, train_tokenizer
from models.train.unet import GAMMA, encode_latents, loss_of, new_scheduler, normalise_latents
from models.train.vae import new_vae, psnr, to_tensor, train_decoder

CPU = torch.device("cpu")


class Answer:
    """Stands for a U-Net that answers with a fixed tensor."""

    def __init__(self, sample: torch.Tensor) -> None:
        self.sample = sample

    def __call__(self, x_t: torch.Tensor, t: torch.Tensor, text: torch.Tensor) -> "Answer":
        return self


def test_learning_rate_warms_up_and_falls():
    rates = [learning_rate(p, 1.0) for p in np.linspace(0, 1, 200)]
    assert max(rates) == pytest.approx(1.0, abs=0.01)
    assert rates[0] < 0.1 and rates[-1] == pytest.approx(0.03)
    assert np.argmax(rates) < 20


def test_the_average_follows_a_module_that_stands_still():
    module = nn.Linear(3, 3)
    average = Average(module, decay=0.9)
    with torch.no_grad():
        module.weight.fill_(2.0)
    for _ in range(200):
        average.update(module)
    torch.testing.assert_close(average.module.weight, module.weight)


def test_a_run_resumes_where_it_was(tmp_path):
    def session(minutes: float) -> Run:
        torch.manual_seed(0)
        layer = nn.Linear(4, 1)
        run = Run(tmp_path, minutes, {"layer": layer}, lr=0.01)
        while run.goes_on():
            run.step(layer(torch.ones(1, 4)).square().sum())
        run.save()
        return run

    first = session(0.002)
    again = session(0.002)
    assert again.steps == first.steps > 0
    longer = session(0.004)
    assert longer.steps > first.steps
    assert (tmp_path / "state.pt").exists() and not (tmp_path / "state.part").exists()


def test_time_on_hold_is_not_spent(tmp_path, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(loop.time, "perf_counter", lambda: now[0])
    run = Run(tmp_path, 10, {"layer": nn.Linear(4, 1)}, spent=4)
    for elapsed in (20, 5 * loop.PAUSE, 10):
        now[0] += elapsed
        assert run.goes_on()
    assert run.spent == 4 * 60 + 20 + 10
    assert run.progress == 270 / 600


def test_the_loss_is_the_weighted_error():
    """Zero errs by the noise itself, of mean square 1: the loss is the mean weight."""
    alphas = new_scheduler().alphas_cumprod
    x_0 = torch.zeros(4000, 4, 2, 2)
    loss = loss_of(
        Answer(torch.zeros_like(x_0)), x_0, x_0, alphas, torch.Generator().manual_seed(0)
    )
    snr = alphas / (1 - alphas)
    assert loss.item() == pytest.approx((snr.clamp(max=GAMMA) / snr).mean().item(), rel=0.03)


def test_normalised_latents_change_no_picture():
    torch.manual_seed(0)
    vae = new_vae().eval()
    pictures = world.pixels(world.scenes(12, world.UNSEEN), processes=1)
    x = to_tensor(pictures, CPU)
    with torch.no_grad():
        before = vae.decode(vae.encode(x).latent_dist.mean).sample
        deviation = vae.encode(x).latent_dist.std
        scale = vae.encode(x).latent_dist.mean.std((0, 2, 3))
        normalise_latents(vae, pictures)
        posterior = vae.encode(x).latent_dist
        torch.testing.assert_close(vae.decode(posterior.mean).sample, before, rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(posterior.mean.std((0, 2, 3)), torch.ones(4), rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(
        posterior.std, deviation / scale[None, :, None, None], rtol=1e-2, atol=1e-3
    )


def test_psnr_of_a_known_error():
    class Shift:
        """An autoencoder that is off by 0.2 of the range −1 … 1, which is a tenth of it."""

        def encode(self, x):
            self.x = x
            self.latent_dist = self
            return self

        def mode(self):
            return self.x

        def decode(self, z):
            self.sample = z - 0.2
            return self

    white = np.full((2, 64, 64, 3), 255, np.uint8)
    assert psnr(Shift(), white, CPU) == pytest.approx(20.0, abs=1e-3)


def test_every_word_of_the_world_is_one_token():
    captions = captions_of(world.scenes(1500), 0)
    tokenizer = train_tokenizer([*captions, *known_words()])
    ids = tokenizer(sorted(known_words())).input_ids
    assert all(len(row) == 3 for row in ids)
    assert encode(tokenizer, ["an astronaut riding a horse on mars"]).shape == (1, 32)


def test_slots_fit_their_sizes():
    table = np.array([slots(scene) for scene in world.scenes(400)])
    assert (table >= 0).all() and (table < np.array(SLOT_SIZES)).all()


def test_the_same_index_is_the_same_scene():
    assert world.scene_of(7) == world.scene_of(7) != world.scene_of(7, world.UNSEEN)


def test_a_decoder_trained_alone_leaves_the_latents_as_they_are(tmp_path):
    torch.manual_seed(0)
    vae = new_vae()
    pictures = world.pixels(world.scenes(8, world.UNSEEN), processes=1)
    latents = encode_latents(vae, pictures, CPU)
    before = vae.decode(latents.float()).sample.detach()
    trained = train_decoder(vae, pictures, latents, tmp_path, 0.02, CPU, batch=2)
    torch.testing.assert_close(encode_latents(trained, pictures, CPU), latents)
    assert not torch.equal(trained.decode(latents.float()).sample, before)


def test_the_pairs_of_the_training_set_are_pairs():
    scenes = world.training_scenes(3, 5)
    assert scenes[:3] == world.scenes(3)
    assert len(scenes) == 8 and all(len(scene.items) == 2 for scene in scenes[3:])
