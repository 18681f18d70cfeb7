"""The diffusion models of the Hugging Face hub that the gallery knows, each at a pinned revision.

Nothing else is ever downloaded: there is no way to type an id. Guidance here is that of the formula
ε_uncond + w (ε_cond - ε_uncond); what the authors of Turbo models call guidance 0, no guidance at
all, is w = 1 in it.
"""

from types import MappingProxyType

from models.specs import Source, Spec

SD_PARTS = ("model_index.json", "scheduler", "text_encoder", "tokenizer", "unet", "vae")
SDXL_PARTS = (*SD_PARTS, "text_encoder_2", "tokenizer_2")

SD15 = "stable-diffusion-v1-5/stable-diffusion-v1-5"
SD15_REVISION = "451f4fe16113bff5a5d2269ed5ad43b0592e9a14"

CHECKER = Source(
    SD15, SD15_REVISION, ("safety_checker", "feature_extractor"), megabytes=608, variant="fp16"
)
TAESD = Source("madebyollin/taesd", "614f76814bbe30edbe2e627ace1c2234c81a2c0e", (".",), 10)
TAESDXL = Source("madebyollin/taesdxl", "b20258aaef75ef61e659c1e0f14f251cf0ad153e", (".",), 10)

LARGE_ENOUGH = "There is nothing to enlarge: this model draws 512 × 512 pixels by itself."
PLAIN = "{} follows the prompt plainly, at guidance 1: it makes no second prediction."
NO_NEGATIVE = "Without guidance there is no second prediction, and so nothing to steer away from."


def _turbo(title: str) -> MappingProxyType[str, str]:
    return MappingProxyType(
        {
            "guidance_scale": PLAIN.format(title),
            "negative_prompt": NO_NEGATIVE,
            "upscale": LARGE_ENOUGH,
        }
    )


HUB_MODELS = (
    Spec(
        key="stable-diffusion-1.5",
        title="Stable Diffusion 1.5 (512 × 512)",
        kind="text-to-image",
        size_mb=2132,
        licence="CreativeML OpenRAIL-M",
        loader="models.diffusion.load_hub:load",
        hub_id=SD15,
        revision=SD15_REVISION,
        variant="fp16",
        parts=SD_PARTS,
        preview=TAESD,
        checker=CHECKER,
        checked="always",
        fallback="bk-sdm-tiny",
        workspace_mb=1200,
        defaults=MappingProxyType(
            {
                "num_inference_steps": 30,
                "guidance_scale": 7.5,
                "scheduler": "DPM++ 2M",
                "upscale": False,
            }
        ),
        limits=MappingProxyType({"num_inference_steps": 100}),
        ignored=MappingProxyType({"upscale": LARGE_ENOUGH}),
    ),
    Spec(
        key="sd-turbo",
        title="SD-Turbo (512 × 512)",
        kind="text-to-image",
        size_mb=2580,
        licence="Stability AI NC Community",
        loader="models.diffusion.load_hub:load",
        hub_id="stabilityai/sd-turbo",
        revision="b261bac6fd2cf515557d5d0707481eafa0485ec2",
        variant="fp16",
        parts=SD_PARTS,
        preview=TAESD,
        checker=CHECKER,
        fallback="bk-sdm-tiny",
        workspace_mb=1200,
        defaults=MappingProxyType(
            {
                "num_inference_steps": 1,
                "guidance_scale": 1.0,
                "scheduler": "Euler",
                "negative_prompt": "",
                "upscale": False,
            }
        ),
        limits=MappingProxyType({"num_inference_steps": 8}),
        ignored=_turbo("SD-Turbo"),
    ),
    Spec(
        key="sdxl-turbo",
        title="SDXL-Turbo (512 × 512)",
        kind="text-to-image",
        size_mb=6938,
        licence="Stability AI NC Community",
        loader="models.diffusion.load_hub:load",
        hub_id="stabilityai/sdxl-turbo",
        revision="71153311d3dbb46851df1931d3ca6e939de83304",
        variant="fp16",
        parts=SDXL_PARTS,
        family="StableDiffusionXLPipeline",
        preview=TAESDXL,
        checker=CHECKER,
        fallback="sd-turbo",
        workspace_mb=1600,
        defaults=MappingProxyType(
            {
                "num_inference_steps": 1,
                "guidance_scale": 1.0,
                "scheduler": "Euler ancestral",
                "negative_prompt": "",
                "upscale": False,
            }
        ),
        limits=MappingProxyType({"num_inference_steps": 8}),
        ignored=_turbo("SDXL-Turbo"),
    ),
    Spec(
        key="bk-sdm-tiny",
        title="BK-SDM-Tiny (512 × 512)",
        kind="text-to-image",
        size_mb=1060,
        licence="CreativeML OpenRAIL-M",
        loader="models.diffusion.load_hub:load",
        hub_id="nota-ai/bk-sdm-tiny",
        revision="0364108e53b7f7f4d2585e817a0b7a83dc261cfa",
        variant="fp16",
        parts=SD_PARTS,
        preview=TAESD,
        checker=CHECKER,
        checked="always",
        fallback="pocket-diffusion",
        workspace_mb=1000,
        defaults=MappingProxyType(
            {
                "num_inference_steps": 25,
                "guidance_scale": 7.5,
                "scheduler": "DPM++ 2M",
                "upscale": False,
            }
        ),
        limits=MappingProxyType({"num_inference_steps": 100}),
        ignored=MappingProxyType({"upscale": LARGE_ENOUGH}),
    ),
    Spec(
        key="lcm-dreamshaper",
        title="LCM Dreamshaper v7 (768 × 768)",
        kind="text-to-image",
        size_mb=4267,
        licence="MIT",
        loader="models.diffusion.load_hub:load",
        hub_id="SimianLuo/LCM_Dreamshaper_v7",
        revision="a85df6a8bd976cdd08b4fd8f3b73f229c9e54df5",
        parts=SD_PARTS,
        family="LatentConsistencyModelPipeline",
        preview=TAESD,
        checker=CHECKER,
        checked="always",
        fallback="sd-turbo",
        workspace_mb=1600,
        defaults=MappingProxyType(
            {
                "num_inference_steps": 4,
                "guidance_scale": 8.0,
                "scheduler": "LCM",
                "negative_prompt": "",
                "upscale": False,
            }
        ),
        limits=MappingProxyType({"num_inference_steps": 50}),
        ignored=MappingProxyType(
            {
                "scheduler": (
                    "Not used: a consistency model jumps out of the fog by a rule of its own, LCM."
                ),
                "negative_prompt": (
                    "This model was told how to steer when it was trained, with an empty negative "
                    "prompt."
                ),
                "upscale": LARGE_ENOUGH.replace("512 × 512", "768 × 768"),
            }
        ),
        embeds_guidance=True,
    ),
)
