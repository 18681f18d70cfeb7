"""The language models of the Hugging Face hub that the gallery knows, each at a pinned revision.

Those whose names end in "Instruct" were trained to answer, and read a prompt in their chat
template; the others go on with whatever is written.
"""

from types import MappingProxyType

from models.specs import Spec


def _language_model(key: str, title: str, **values: object) -> Spec:
    """An entry: all files lie in the root of the repository, and 8,192 tokens are enough here."""
    context = values.pop("context", 8192)
    return Spec(
        key=key,
        title=title,
        kind="language",
        loader="models.language.load:load_hub",
        parts=(".",),
        fallback="pocket-gpt",
        limits=MappingProxyType({"context": context}),
        **values,
    )


HUB_LANGUAGE_MODELS = (
    _language_model(
        "distilgpt2",
        "DistilGPT-2 (82 M parameters)",
        size_mb=356,
        licence="Apache-2.0",
        hub_id="distilbert/distilgpt2",
        revision="2290a62682d06624634c1f46a6ad5be0f47f38aa",
        family="GPT2LMHeadModel",
        context=1024,
        workspace_mb=700,
    ),
    _language_model(
        "gpt2",
        "GPT-2 (124 M parameters)",
        size_mb=551,
        licence="MIT",
        hub_id="openai-community/gpt2",
        revision="607a30d783dfa663caf39e06633721c8d4cfcd7e",
        family="GPT2LMHeadModel",
        context=1024,
        workspace_mb=700,
    ),
    _language_model(
        "smollm2-135m",
        "SmolLM2 135M",
        size_mb=272,
        licence="Apache-2.0",
        hub_id="HuggingFaceTB/SmolLM2-135M",
        revision="93efa2f097d58c2a74874c7e644dbc9b0cee75a2",
        half=True,
        family="LlamaForCausalLM",
        workspace_mb=700,
    ),
    _language_model(
        "smollm2-135m-instruct",
        "SmolLM2 135M Instruct",
        size_mb=272,
        licence="Apache-2.0",
        hub_id="HuggingFaceTB/SmolLM2-135M-Instruct",
        revision="12fd25f77366fa6b3b4b768ec3050bf629380bac",
        half=True,
        family="LlamaForCausalLM",
        chat=True,
        workspace_mb=700,
    ),
    _language_model(
        "smollm2-360m",
        "SmolLM2 360M",
        size_mb=727,
        licence="Apache-2.0",
        hub_id="HuggingFaceTB/SmolLM2-360M",
        revision="f8027fd0eaeea54caa13c31d31b9fdc459c38b49",
        half=True,
        family="LlamaForCausalLM",
        workspace_mb=1000,
    ),
    _language_model(
        "smollm2-360m-instruct",
        "SmolLM2 360M Instruct",
        size_mb=727,
        licence="Apache-2.0",
        hub_id="HuggingFaceTB/SmolLM2-360M-Instruct",
        revision="a10cc1512eabd3dde888204e902eca88bddb4951",
        half=True,
        family="LlamaForCausalLM",
        chat=True,
        workspace_mb=1000,
    ),
    _language_model(
        "qwen2.5-0.5b",
        "Qwen2.5 0.5B",
        size_mb=1000,
        licence="Apache-2.0",
        hub_id="Qwen/Qwen2.5-0.5B",
        revision="060db6499f32faf8b98477b0a26969ef7d8b9987",
        half=True,
        family="Qwen2ForCausalLM",
        workspace_mb=1000,
    ),
    _language_model(
        "qwen2.5-0.5b-instruct",
        "Qwen2.5 0.5B Instruct",
        size_mb=1000,
        licence="Apache-2.0",
        hub_id="Qwen/Qwen2.5-0.5B-Instruct",
        revision="7ae557604adf67be50417f59c2c2f167def9a775",
        half=True,
        family="Qwen2ForCausalLM",
        chat=True,
        workspace_mb=1000,
    ),
)
