"""The denoising tab's end points, called as other programs call them."""

import threading
from pathlib import Path

import httpx
import numpy as np
import pytest
from gradio_client import Client, handle_file
from PIL import Image

SMALL = {"num_inference_steps": 2, "guidance_scale": 3.0}


@pytest.fixture(scope="module")
def client(address: str, tmp_path_factory: pytest.TempPathFactory) -> Client:
    return Client(address, verbose=False, download_files=tmp_path_factory.mktemp("downloads"))


PUBLIC = {
    "/analogy_benchmark",
    "/denoise",
    "/fog",
    "/gan_train",
    "/generate_text",
    "/img2img",
    "/ladder",
    "/next_token",
    "/ngram_generate",
    "/sheet",
    "/similarity",
    "/tokenize",
    "/vector_arithmetic",
}


def test_nothing_but_the_named_end_points_is_public(client: Client) -> None:
    described = client.view_api(return_format="dict")
    assert set(described["named_endpoints"]) == PUBLIC
    for endpoint in described["named_endpoints"].values():
        assert len(endpoint["description"]) > 100


def test_denoise_returns_a_picture_and_the_numbers_of_every_step(client: Client) -> None:
    picture, numbers = client.predict(prompt="a horse", seed=5, **SMALL, api_name="/denoise")
    assert Image.open(picture).size == (64, 64)
    assert [step["index"] for step in numbers["steps"]] == [0, 1]
    first, second = numbers["steps"]
    assert first["timestep"] > second["timestep"]
    assert first["sigma"] > second["sigma"]
    assert first["x_0_change"] is None
    assert second["x_0_change"] > 0
    assert numbers["nfe"] == 4
    assert numbers["settings"]["seed"] == 5


def test_the_same_seed_gives_the_same_bytes(client: Client) -> None:
    def sha(seed: int) -> str:
        return client.predict(seed=seed, **SMALL, api_name="/denoise")[1]["sha256"]

    assert sha(5) == sha(5)
    assert sha(5) != sha(6)


def test_two_visitors_at_once_get_their_own_pictures(client: Client) -> None:
    def sha(seed: int) -> str:
        return client.predict(seed=seed, **SMALL, api_name="/denoise")[1]["sha256"]

    alone = {seed: sha(seed) for seed in (1, 2, 3)}
    together: dict[int, str] = {}
    visitors = [
        threading.Thread(target=lambda seed=seed: together.__setitem__(seed, sha(seed)))
        for seed in alone
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join(60)
    assert together == alone


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"scheduler": "DDMI"}, "DDMI"),
        ({"model": "pocket-difusion"}, "pocket-difusion"),
        ({"num_inference_steps": 1000}, "1000"),
        ({"num_inference_steps": 2.5}, "2.5"),
        ({"num_inference_steps": -1}, "-1"),
        ({"guidance_scale": 99}, "99"),
        ({"seed": -1}, "-1"),
        ({"prompt": "x" * 10_000}, "1,000"),
        ({"prompt": "a horse\x07"}, "U\\+0007"),
    ],
)
def test_what_cannot_be_is_answered_in_a_sentence(
    client: Client, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Exception, match=sentence) as caught:
        client.predict(**{**SMALL, **wrong}, api_name="/denoise")
    assert "Traceback" not in str(caught.value)


def test_not_a_number_is_answered_in_a_sentence(address: str) -> None:
    """No JSON library writes NaN for us, so it is sent as hostile callers send it."""
    body = '{"data": ["pocket-diffusion", "a horse", "", 7, 2, NaN, "DDIM"]}'
    headers = {"Content-Type": "application/json"}
    call = f"{address}/gradio_api/call/denoise"
    sent = httpx.post(call, content=body, headers=headers)
    if sent.status_code == 200:
        answer = httpx.get(f"{call}/{sent.json()['event_id']}", timeout=60).text
        assert "event: error" in answer
        assert "guidance_scale is nan" in answer
    else:
        assert sent.status_code == 422


def test_the_next_visitor_is_served_after_a_refusal(client: Client) -> None:
    with pytest.raises(Exception, match="DDMI"):
        client.predict(scheduler="DDMI", api_name="/denoise")
    picture, _ = client.predict(**SMALL, api_name="/denoise")
    assert Path(picture).exists()


def test_fog_mixes_picture_and_noise(client: Client, tmp_path: Path) -> None:
    file = tmp_path / "grey.png"
    Image.new("RGB", (300, 200), (128, 128, 128)).save(file)
    clear, _ = client.predict(handle_file(str(file)), 0, "scaled_linear", api_name="/fog")
    foggy, numbers = client.predict(handle_file(str(file)), 999, "scaled_linear", api_name="/fog")
    assert np.asarray(Image.open(clear)).std() < np.asarray(Image.open(foggy)).std()
    assert numbers["t"] == 999
    share = numbers["sqrt_alphas_cumprod"] ** 2 + numbers["sqrt_one_minus_alphas_cumprod"] ** 2
    assert share == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    ("t", "schedule", "sentence"),
    [(1000, "linear", "1000"), (-1, "linear", "-1"), (3.7, "linear", "3.7"), (5, "line", "line")],
)
def test_fog_refuses_what_cannot_be(
    client: Client, tmp_path: Path, t: float, schedule: str, sentence: str
) -> None:
    file = tmp_path / "grey.png"
    Image.new("RGB", (8, 8)).save(file)
    with pytest.raises(Exception, match=sentence):
        client.predict(handle_file(str(file)), t, schedule, api_name="/fog")


def test_fog_refuses_what_is_no_picture(client: Client, tmp_path: Path) -> None:
    text = tmp_path / "text.png"
    text.write_text("I am not a picture.")
    with pytest.raises(Exception, match="not a picture"):
        client.predict(handle_file(str(text)), 5, "linear", api_name="/fog")
    huge = tmp_path / "huge.png"
    Image.new("1", (12_000, 12_000)).save(huge)
    with pytest.raises(Exception, match="pixels"):
        client.predict(handle_file(str(huge)), 5, "linear", api_name="/fog")
    with pytest.raises(Exception, match="picture"):
        client.predict(None, 5, "linear", api_name="/fog")


def test_fog_reads_no_file_of_the_server(client: Client) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        client.predict({"path": "/etc/passwd"}, 5, "linear", api_name="/fog")
    assert "root" not in str(caught.value)


def test_ladder_draws_every_rung(client: Client) -> None:
    pictures, numbers = client.predict(step_counts=[1, 3], api_name="/ladder")
    assert len(pictures) == 2
    assert [rung["num_inference_steps"] for rung in numbers["rungs"]] == [1, 3]
    assert [rung["nfe"] for rung in numbers["rungs"]] == [2, 6]


@pytest.mark.parametrize("counts", [[], [0], [101], list(range(1, 101)), "many", None])
def test_ladder_refuses_what_cannot_be(client: Client, counts: object) -> None:
    with pytest.raises(Exception, match="step_counts"):
        client.predict(step_counts=counts, api_name="/ladder")
