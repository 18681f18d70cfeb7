"""The words of the tokenizer tab."""

from typing import Any

from demos.shell import Experiment

TOKENS, TRAIN, LANGUAGES = "Tokens", "Train your own", "Languages"
MODES = (TOKENS, TRAIN, LANGUAGES)
BUTTONS = {TOKENS: "Tokenize", TRAIN: "Train", LANGUAGES: "Count"}
"""What stands on the button in each mode."""

QUESTION = "What does a language model read?"
IDEA = (
    "Not letters and not words, but numbers. A tokenizer cuts the text into pieces from a fixed "
    "list, and the number of each piece is all that the model is told."
)

TEXT = "The unbelievable strawberries cost 1234 coins 🍓."
TRAINING_TEXT = (
    "The new boat is low, the newer boat is lower, and the newest boat is the lowest of them all. "
    "A wide river is slow, a wider river is slower, and the widest river is the slowest. "
    "On the slowest river the newest boats are rowed by the oldest rowers, who know the river, "
    "who know the boats, and who know that the lowest bridge is lower than the newest boat. "
    "So they row under the newer bridge, the wider one, where the water is slower and the wind is "
    "lower, and they sing: low is the river, low is the bridge, and low, low, low is the boat."
)
VOCAB_SIZE = 304
CHOSEN = ("pocket-bpe", "characters", "words")
"""The tokenizers of the first visit; none of them is downloaded."""

BEFORE = (
    "Write something and press **Tokenize**: the counts of your text stand here in words. Point "
    "at a piece to see the same bytes in every row; click it for the merges that made it."
)

WITHOUT_HISTORY = {
    "one token for each byte": "A byte needs no merge: this is what all others are made of.",
    "one token for each code point": (
        "Its number is the one that Unicode gives it, so there is nothing to learn and no merge: "
        "1,114,112 numbers, most of which no text ever uses."
    ),
    "whole words, or unknown": (
        "A word on the list. No merge made it, and no piece of it helps with words like it: "
        "“strawberry” and “strawberries” are as far apart as any two words."
    ),
    "WordPiece": (
        "WordPiece keeps the list of its pieces and not the merges that led there: of all pieces "
        "that fit, the longest is taken, then the next (Schuster & Nakajima 2012)."
    ),
    "unigram model": (
        "A unigram model has no merges: every piece has a probability, and the text is cut so that "
        "the product is largest (Kudo 2018)."
    ),
}
"""Why a token has no tree of merges, by the method of its tokenizer."""

HOW_IT_WORKS = r"""
**Pieces instead of words.** A list of words never ends, and whatever is missing becomes
“unknown”. A list of letters is short, but texts become long, and a model's effort grows with their
length. Tokens lie between the two: frequent words are whole, rare ones fall into parts.

**Byte-pair encoding** (Gage 1994, Sennrich et al. 2016). Begin with the 256 bytes, so that nothing
is unknown. Count which two neighbours $(a,b)$ stand together most often,
$$(a^*,b^*)=\arg\max_{(a,b)}\;\mathrm{count}(a\,b),$$
make them one token, and count again, until the list is as long as wanted. The order of the merges
is all that is learned.

**Reading.** A new text begins as bytes too. The merges are made in it in the order in which they
were learned: the number of a merge is its rank, and the lowest rank goes first. A rule cuts the
text into words and numbers beforehand, and no merge reaches across such a cut: that is why the
space belongs to the word behind it (Radford et al. 2019).

**Others.** WordPiece (BERT) takes the longest piece that fits. A unigram model (T5) gives each
piece a probability $p$ and takes the cut $x$ of the text with the largest $\prod_i p(x_i)$
(Kudo 2018). SentencePiece (Llama, T5) reads spaces as a letter, “▁” (Kudo & Richardson 2018).

**What follows.** A model cannot see letters inside a token: it has to remember how tokens are
spelled. Digits fall into groups that have nothing to do with tens and hundreds. What was rare in
the text the tokenizer learned from costs more tokens for the same meaning: more time, more money,
less room (Petrov et al. 2023).

*Gage 1994, A New Algorithm for Data Compression ·
Schuster & Nakajima 2012, Japanese and Korean Voice Search ·
Sennrich et al. 2016, Neural Machine Translation of Rare Words with Subword Units, arXiv 1508.07909
· Kudo 2018, Subword Regularization, arXiv 1804.10959 ·
Kudo & Richardson 2018, SentencePiece, arXiv 1808.06226 ·
Radford et al. 2019, Language Models are Unsupervised Multitask Learners ·
Petrov et al. 2023, Language Model Tokenizers Introduce Unfairness Between Languages,
arXiv 2305.15425*
"""

LECTURE_SENTENCE = 'Who\'d use "后" vs. "後"?'


def _text(text: str, *tokenizers: str, special: bool = False) -> dict[str, Any]:
    """What an experiment with a text sets."""
    keys = list(tokenizers or ("pocket-bpe",))
    return {"mode": TOKENS, "text": text, "tokenizers": keys, "special": special}


EXPERIMENTS = (
    Experiment(
        title="后 or 後?",
        question="A model with a list of 40,000 English words reads this. Can it tell 后 from 後?",
        settings=_text(LECTURE_SENTENCE, "words", "pocket-bpe", "bytes"),
        choices=("Yes", "No"),
        answer="No",
        reveal=(
            "Both are “unknown”, the same number twice: the question has lost what it asks about. "
            "The pocket tokenizer never learned Chinese either, but its bytes keep the two apart."
        ),
    ),
    Experiment(
        title="The lecture's sentence, as GPT-4 reads it",
        question="The same sentence has 22 characters. How many tokens has it for GPT-4?",
        settings=_text(LECTURE_SENTENCE, "cl100k_base"),
        choices=("6", "11", "22"),
        answer="11",
        reveal=(
            "Whole words with the space before them, a part of a word ('d), signs, and each of the "
            "two Chinese characters as one token."
        ),
    ),
    Experiment(
        title="strawberry",
        question="How many letters r is a model shown when it reads this question?",
        settings=_text("How many r's are in strawberry?", "pocket-bpe", "characters"),
        choices=("3", "4", "None"),
        answer="None",
        reveal=(
            "It is shown numbers. In the second row every letter has its own; in the first, "
            "“ st”, “raw”, “ber” and “ry” have one each, and nothing in a number says how it is "
            "spelled. What models know about spelling they have learned by heart."
        ),
    ),
    Experiment(
        title="1234 + 5678",
        question="Are both numbers cut into the same kind of pieces?",
        settings=_text("1234 + 5678 = 6912", "pocket-bpe", "characters"),
        choices=("Yes", "No"),
        answer="No",
        reveal=(
            "“12” is frequent enough for a token of its own, “56” is not: 12·3·4, but 5·6·7·8. "
            "Ones stand over tens, and carrying becomes guesswork. Newer tokenizers cut all "
            "numbers into groups of three digits, or into single ones."
        ),
    ),
    Experiment(
        title="One family",
        question="One picture on the screen. How many bytes is it?",
        settings=_text("👩‍👩‍👧‍👦 is a family", "pocket-bpe", "characters", "bytes"),
        choices=("1", "7", "25"),
        answer="25",
        reveal=(
            "Four people of 4 bytes each and three joiners (ZWJ) of 3 bytes. A token may end in "
            "the middle of a person: then its bytes are shown, for they are no character."
        ),
    ),
    Experiment(
        title="the, The, THE",
        question="One word, written five times. How many different tokens is it?",
        settings=_text("the cat and the dog. The end. THE END. “the”"),
        choices=("1", "4", "5"),
        answer="4",
        reveal=(
            "“the” without a space, “ the”, “ The” and “ THE” have four numbers that have nothing "
            "to do with each other: that they mean the same is left to the model to find out."
        ),
    ),
    Experiment(
        title="Typing a special token",
        question="You type <|endoftext|>, the sign at which models stop. Is it that token?",
        settings=_text("Once upon a time <|endoftext|> the end", "pocket-bpe"),
        choices=("Yes", "No"),
        answer="No",
        reveal=(
            "As text it is cut like any other: nobody should be able to end a conversation by "
            "typing. Tick “Read special tokens” under More, and it is one token, number 0."
        ),
    ),
    Experiment(
        title="Low, lower, lowest",
        question="A tokenizer that knows no language counts letters. What will it make of them?",
        settings={"mode": TRAIN, "training_text": TRAINING_TEXT, "vocab_size": VOCAB_SIZE},
        choices=("Pairs of letters", "Words and endings", "Whole sentences"),
        answer="Words and endings",
        reveal=(
            "“ the”, “low”, “er” and “est” are among its first merges. Nobody told it what a word "
            "is, or that adjectives have endings: they are what stands together most often."
        ),
    ),
    Experiment(
        title="The price of a language",
        question="One sentence in English and in Amharic. How many times as many tokens?",
        settings={"mode": LANGUAGES, "tokenizers": ["pocket-bpe", "bytes", "characters"]},
        choices=("About as many", "About twice", "More than five times"),
        answer="More than five times",
        reveal=(
            "The pocket tokenizer learned from English, so English words are whole and the others "
            "fall into bytes. In characters the Amharic sentence is the shorter one. Compare GPT-4 "
            "and GPT-4o, which read more languages."
        ),
    ),
)
