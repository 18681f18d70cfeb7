"""WordPiece, unigram and SentencePiece: tokenizers in small, brought from a hub on loopback."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tokenizers import (
    AddedToken,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)
from tokenizers import (
    Tokenizer as Pieces,
)

from models import engine, tokenizers
from models.errors import ModelError
from models.records import Waiting
from models.tokenization.records import SPECIAL, NotHere, Tokenized
from models.tokenization.requests import TokenizeRequest
from models.tokenizers.lending import load
from tests.hub.loopback import Hub

CORPUS = ["the unbelievable cat sat on the mat", "the cats are unbelievably naive"] * 20
TEXT = "The NAÏVE cat's\t后 🍓 un<0x41>believably"


def wordpiece() -> Pieces:
    """In the manner of BERT, uncased."""
    pieces = Pieces(models.WordPiece(unk_token="[UNK]"))
    pieces.normalizer = normalizers.BertNormalizer()
    pieces.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    pieces.decoder = decoders.WordPiece()
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    trainer = trainers.WordPieceTrainer(vocab_size=120, special_tokens=specials)
    pieces.train_from_iterator(CORPUS, trainer)
    ends = [(name, pieces.token_to_id(name)) for name in ("[SEP]", "[CLS]")]
    pieces.post_processor = processors.BertProcessing(*ends)
    return pieces


def unigram() -> Pieces:
    """In the manner of T5."""
    pieces = Pieces(models.Unigram())
    pieces.normalizer = normalizers.NFKC()
    pieces.pre_tokenizer = pre_tokenizers.Metaspace()
    pieces.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=60, special_tokens=["</s>", "<unk>"], unk_token="<unk>"
    )
    pieces.train_from_iterator(CORPUS, trainer)
    end = pieces.token_to_id("</s>")
    pieces.post_processor = processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", end)]
    )
    return pieces


def sentencepiece() -> Pieces:
    """In the manner of Llama 2: merges of characters, and bytes where there are none."""
    known = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    letters = sorted(set("".join(CORPUS).replace(" ", "▁")))
    merges = [("▁", "t"), ("h", "e"), ("▁t", "he"), ("a", "t"), ("c", "at"), ("▁", "cat")]
    names = [*known, *letters, *("".join(pair) for pair in merges)]
    vocabulary = {name: token for token, name in enumerate(names)}
    pieces = Pieces(models.BPE(vocabulary, merges, unk_token="<unk>", byte_fallback=True))
    pieces.add_special_tokens([AddedToken(name, special=True) for name in known[:3]])
    pieces.normalizer = normalizers.Sequence(
        [normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]
    )
    pieces.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    pieces.post_processor = processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", 1)]
    )
    return pieces


MAKERS = {"bert": wordpiece, "t5": unigram, "llama-2": sentencepiece}


@pytest.fixture
def served(hub: Hub, tmp_path: Path) -> Iterator[Callable[[str], Pieces]]:
    """`served("bert")`: the hub has that tokenizer in small."""
    load.cache_clear()

    def put(key: str) -> Pieces:
        source, folder = tokenizers.find(key).hub, tmp_path / key
        folder.mkdir()
        pieces = MAKERS[key]()
        pieces.save(str(folder / "tokenizer.json"))
        hub.add(source.hub_id, source.revision, folder)
        return pieces

    yield put
    load.cache_clear()


def ask(key: str, **values: object) -> list[object]:
    return list(engine.stream(TokenizeRequest.parse(text=TEXT, tokenizers=[key], **values)))


@pytest.mark.parametrize("key", MAKERS)
def test_it_arrives_and_gives_the_ids_of_the_library(served, key: str) -> None:
    theirs = served(key)
    assert not tokenizers.is_present(tokenizers.find(key))
    *waiting, read = ask(key, special=True)
    assert waiting and all(isinstance(record, Waiting) for record in waiting)
    assert read.ids.tolist() == theirs.encode(TEXT).ids
    assert SPECIAL in read.kinds and read.counts.special >= 1
    (plain,) = ask(key)
    assert isinstance(plain, Tokenized)
    assert SPECIAL not in plain.kinds
    assert plain.ids.tolist() == theirs.encode(TEXT, add_special_tokens=False).ids


@pytest.mark.parametrize("key", MAKERS)
@pytest.mark.parametrize("special", [False, True])
def test_every_token_stands_where_it_came_from(served, key: str, special: bool) -> None:
    served(key)
    read = ask(key, special=special)[-1]
    data = TEXT.encode()
    edges = read.spans.ravel().tolist()
    assert edges == sorted(edges) and edges[-1] <= len(data)
    for token, (start, end), kind in zip(read.ids, read.spans, read.kinds, strict=True):
        piece = load(key).token_bytes(int(token)).decode(errors="replace").strip().lower()
        if kind == 0 and piece.isascii():
            own = data[start:end].decode(errors="replace").strip().lower()
            assert piece == own.replace("ï", "i"), (piece, own)


def test_bytes_of_one_character_share_it(served) -> None:
    served("llama-2")
    read = ask("llama-2")[-1]
    names = [read.names[token] for token in read.ids.tolist()]
    start = TEXT.encode().index("后".encode())
    spans = [
        span.tolist()
        for name, span in zip(names, read.spans, strict=True)
        if start <= span[0] < start + 3
    ]
    assert spans == [[start + k, start + k + 1] for k in range(3)]
    assert load("llama-2").token_bytes(read.ids[names.index("<0xE5>")]) == b"\xe5"


def test_merges_of_characters_are_a_tree(served) -> None:
    served("llama-2")
    ask("llama-2")
    tokenizer = load("llama-2")
    (tree,) = tokenizer.history(tokenizer.ids("the")[0])
    assert (tree.data, tree.rank, tree.left.data, tree.right.data) == (b" the", 2, b" t", b"he")
    assert load("llama-2").history(1) == ()


def test_without_a_download_it_is_left_out(served) -> None:
    served("bert")
    (record,) = ask("bert", download=False)
    assert isinstance(record, NotHere) and record.name == "BERT"


def test_a_damaged_vocabulary_is_a_sentence(served, hub: Hub, tmp_path: Path) -> None:
    served("t5")
    (tmp_path / "t5" / "tokenizer.json").write_text(json.dumps({"model": {}}))
    with pytest.raises(ModelError, match="The vocabulary of T5 cannot be read"):
        ask("t5")
