"""The programs that choose the same tokens with plain transformers and numpy."""

from demos.program import call, quoted, source
from models import catalog
from models.language.requests import (
    GenerateRequest,
    NextTokenRequest,
    Sampling,
    TemperaturesRequest,
)
from models.specs import Spec

HEAD = """\
import numpy as np
import torch
from transformers import {names}

tokenizer = AutoTokenizer.from_pretrained({source})
{loaded}
controls = [{controls}]
{ids}

"""

NEXT = """\
def scores_of(ids):
    read = torch.tensor([ids], device=model.device)
    with torch.inference_mode():
        scores = logits = model(read).logits[:, -1].double()
    for control in controls:
        scores = control(read, scores)
    return logits[0].cpu(), scores[0].cpu()


"""

ONE = """\
logits, scores = scores_of(ids)
before, after = logits.softmax(-1), scores.softmax(-1)
for token in after.argsort(descending=True)[:20].tolist():
    print(f"{tokenizer.decode(token)!r:20} {before[token]:.6f} {after[token]:.6f}")
entropy = -(after * after.clamp_min(1e-300).log2()).sum()
print(f"entropy {entropy:.6f} bits")
"""

TEXT = """\
for place in range({start}, {stop}):
    p = scores_of(ids)[1].softmax(-1).numpy()
    order = np.argsort(-p, kind="stable")  # the line from 0 to 1, the likeliest first
    u = np.random.default_rng([{seed}, place]).random()
    token = int(order[np.searchsorted(p[order].cumsum(), u, side="right")])
    ids.append(token)
    if token == tokenizer.eos_token_id:
        break
print(tokenizer.decode(ids, skip_special_tokens=True))
"""

MANY = """\
prompt = ids
for temperature in {temperatures}:
    controls[{at}] = {made}
    for seed in range({seed}, {seed} + {continuations}):
        ids = list(prompt)
        for place in range({max_new_tokens}):
            p = scores_of(ids)[1].softmax(-1).numpy()
            order = np.argsort(-p, kind="stable")
            u = np.random.default_rng([seed, place]).random()
            token = int(order[np.searchsorted(p[order].cumsum(), u, side="right")])
            ids.append(token)
            if token == tokenizer.eos_token_id:
                break
        print(temperature, repr(tokenizer.decode(ids[len(prompt):], skip_special_tokens=True)))
"""

ON_GPU = """\
on_gpu = torch.cuda.is_available()
model = AutoModelForCausalLM.from_pretrained(
    {source}, dtype=torch.bfloat16 if on_gpu else torch.float32
).to("cuda" if on_gpu else "cpu")"""

SERVER = """\
# The gallery asks a server for the likeliest tokens; any client of the OpenAI protocol can.
import json
import urllib.request

question = {{"model": "…", "prompt": {prompt}, "max_tokens": 1, "logprobs": 20, "temperature": 0}}
request = urllib.request.Request(
    "http://127.0.0.1:8080/v1/completions",
    json.dumps(question).encode(),
    {{"Content-Type": "application/json"}},
)
print(json.load(urllib.request.urlopen(request))["choices"][0]["logprobs"])
"""

WARPERS = {
    "repetition_penalty": "RepetitionPenaltyLogitsProcessor",
    "temperature": "TemperatureLogitsWarper",
    "top_k": "TopKLogitsWarper",
    "top_p": "TopPLogitsWarper",
    "min_p": "MinPLogitsWarper",
    "typical_p": "TypicalLogitsWarper",
}
FIRST = ("AutoModelForCausalLM", "AutoTokenizer")


def next_code(request: NextTokenRequest) -> str:
    """The program that prints the same distribution."""
    if catalog.find(request.model).server:
        return SERVER.format(prompt=quoted(request.prompt))
    return _head(request, request.prompt, request.continuation, reserve=1) + NEXT + ONE


def text_code(request: GenerateRequest) -> str:
    """The program that writes the same text."""
    if catalog.find(request.model).server:
        return SERVER.format(prompt=quoted(request.prompt))
    start = len(request.continuation)
    head = _head(request, request.prompt, request.continuation, request.max_new_tokens)
    stop = start + request.max_new_tokens
    return head + NEXT + TEXT.format(start=start, stop=stop, seed=request.seed)


def temperatures_code(request: TemperaturesRequest) -> str:
    """The program that writes the same texts at the same temperatures."""
    if catalog.find(request.model).server:
        return SERVER.format(prompt=quoted(request.prompt))
    placed = request.model_copy(update={"temperature": request.temperatures[0]})
    working = [name for name in request.order if name == "temperature" or _works(request, name)]
    greedy = 0 in request.temperatures
    made = f"{WARPERS['temperature']}(float(temperature))"
    many = MANY.format(
        temperatures=request.temperatures,
        at=working.index("temperature"),
        made=f"{made} if temperature else {WARPERS['top_k']}(1)" if greedy else made,
        seed=request.seed,
        continuations=request.continuations,
        max_new_tokens=request.max_new_tokens,
    )
    names = {WARPERS["temperature"], *([WARPERS["top_k"]] if greedy else [])}
    head = _head(placed, request.prompt, (), request.max_new_tokens, working, names)
    return head + NEXT + many


def _head(
    request: Sampling,
    prompt: str,
    continuation: tuple[int, ...],
    reserve: int,
    working: list[str] | None = None,
    more: set[str] | None = None,
) -> str:
    """The lines up to the ids: the model, the controls that do something, the tokens."""
    spec = catalog.find(request.model)
    names = (
        [name for name in request.order if _works(request, name)] if working is None else working
    )
    made = [_made(name, getattr(request, name)) for name in names]
    used = {*FIRST, *(text.partition("(")[0] for text in made), *(more or ())}
    listed = ", ".join(sorted(used))
    if len(listed) > 60:
        listed = "(\n" + "".join(f"    {name},\n" for name in sorted(used)) + ")"
    return HEAD.format(
        names=listed,
        source=source(spec),
        loaded=_loaded(spec),
        controls=", ".join(made),
        ids=_ids(spec, prompt, continuation, spec.limits["context"] - reserve),
    )


def _loaded(spec: Spec) -> str:
    if spec.hub_id is None:
        given = call(source(spec), dtype="torch.float32")
        return f"model = AutoModelForCausalLM.from_pretrained(\n    {given}\n)"
    return ON_GPU.format(source=source(spec))


def _ids(spec: Spec, prompt: str, continuation: tuple[int, ...], room: int) -> str:
    """The tokens of the prompt and of what was chosen behind it, the last `room` of them."""
    if spec.chat:
        turn = f'[{{"role": "user", "content": {quoted(prompt)}}}]'
        made = f"{turn},\n    tokenize=False,\n    add_generation_prompt=True,"
        text = f"text = tokenizer.apply_chat_template(\n    {made}\n)\n"
        text += "ids = tokenizer(text, add_special_tokens=False).input_ids"
    else:
        text = f"text = {quoted(spec.opening + prompt)}\nids = tokenizer(text).input_ids"
        text += "" if spec.opening or prompt else " or [tokenizer.eos_token_id]"
    more = f" + {list(continuation)}" if continuation else ""
    return f"{text}\nids = (ids{more})[-{room}:]"


def _works(request: Sampling, name: str) -> bool:
    """Whether a control does anything; where transformers has no such value, it is off here."""
    return getattr(request, name) != type(request).model_fields[name].default


def _made(name: str, value: float) -> str:
    """The processor of transformers; temperature 0 is its limit, the likeliest token alone."""
    if name == "temperature" and value == 0:
        return f"{WARPERS['top_k']}(1)"
    return f"{WARPERS[name]}({value})"
