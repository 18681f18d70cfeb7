"""Byte-pair encoding learned from a text, one merge after the other (Sennrich et al. 2016).

The pair of neighbours that occurs most often becomes a token, again and again. Pairs are never
looked for across the pieces into which GPT-2's rule cuts a text first: words with the space before
them, numbers, runs of signs. Counts are kept up to date instead of counted anew: a merge touches
only the pieces that hold its pair, and in them only its neighbours.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import pre_tokenizers

from models.tokenizers.from_json import bytes_of_letters

BYTES = 256
LEAST = 2
"""A pair that occurs once is no pattern."""

Pair = str
"""Two tokens, each as the character whose code point is its id: strings are fast to search."""


@dataclass(frozen=True)
class Learned:
    """One merge: `left` and `right`, which stood together `count` times, became the token `made`.

    `rivals` are the most frequent pairs at that moment, (left, right, count), the winner first.
    `tokens` is the length of the text afterwards. Ids are those of `Learner.names`.
    """

    left: int
    right: int
    made: int
    count: int
    rivals: tuple[tuple[int, int, int], ...]
    tokens: int


class Learner:
    """Learns from `text`; `names` holds every token so far in byte-level letters, by its id.

    The first 256 ids are the bytes, in the order of their letters. Where two pairs are equally
    frequent, the one with the lower ids wins: the library `tokenizers` decides in the same way.
    """

    def __init__(self, text: str) -> None:
        self.names = sorted(bytes_of_letters())
        self._ids = {name: token for token, name in enumerate(self.names)}
        counted = Counter(pieces_of(text))
        self._weights = list(counted.values())
        self._pieces = ["".join(chr(self._ids[letter]) for letter in piece) for piece in counted]
        self._counts: Counter[Pair] = Counter()
        self._where: defaultdict[Pair, set[int]] = defaultdict(set)
        self._ranking: defaultdict[int, set[Pair]] = defaultdict(set)
        self._highest = 0
        self.tokens = sum(
            weight * len(piece) for weight, piece in zip(self._weights, self._pieces, strict=True)
        )
        self._count_all()

    def learn(self, merges: int, rivals: int = 6) -> Iterator[Learned]:
        """Up to `merges` merges; fewer where no pair occurs twice any more."""
        for _ in range(merges):
            best = self._most_frequent(rivals)
            if not best or best[0][1] < LEAST:
                return
            pair, count = best[0]
            made = self._join(pair)
            told = tuple((ord(left), ord(right), number) for (left, right), number in best)
            yield Learned(ord(pair[0]), ord(pair[1]), made, count, told, self.tokens)

    def _count_all(self) -> None:
        counts: Counter[Pair] = Counter()
        for place, piece in enumerate(self._pieces):
            for index in range(len(piece) - 1):
                pair = piece[index : index + 2]
                counts[pair] += self._weights[place]
                self._where[pair].add(place)
        for pair, count in counts.items():
            self._recount(pair, count)

    def _most_frequent(self, most: int) -> list[tuple[Pair, int]]:
        """The pairs that occur most often, at most `most`."""
        while self._highest and not self._ranking.get(self._highest):
            self._highest -= 1
        found: list[tuple[Pair, int]] = []
        for count in range(self._highest, 0, -1):
            pairs = sorted(self._ranking.get(count, ()))
            found += [(pair, count) for pair in pairs[: most - len(found)]]
            if len(found) == most:
                break
        return found

    def _join(self, pair: Pair) -> int:
        """Make `pair` a token wherever it stands; returns its id."""
        name = self.names[ord(pair[0])] + self.names[ord(pair[1])]
        made = self._ids.setdefault(name, len(self.names))
        if made == len(self.names):
            self.names.append(name)
        changes: Counter[Pair] = Counter()
        for place in self._where.pop(pair):
            self._join_in(place, pair, chr(made), changes)
        for changed, difference in changes.items():
            self._recount(changed, difference)
        return made

    def _join_in(self, place: int, pair: Pair, made: str, changes: Counter[Pair]) -> None:
        """Make `pair` a token in one piece, and note in `changes` what that does to the counts."""
        piece, weight = self._pieces[place], self._weights[place]
        found = places_of(pair, piece)
        joined = piece.replace(pair, made)
        for old in _pairs_at(piece, {at + near for at in found for near in (-1, 0, 1)}):
            changes[old] -= weight
        moved = [at - before for before, at in enumerate(found)]
        for new in _pairs_at(joined, {at + near for at in moved for near in (-1, 0)}):
            changes[new] += weight
            self._where[new].add(place)
        self._pieces[place] = joined
        self.tokens -= weight * len(found)

    def _recount(self, pair: Pair, difference: int) -> None:
        if not difference:
            return
        before = self._counts[pair]
        self._counts[pair] = before + difference
        self._ranking[before].discard(pair)
        self._ranking[before + difference].add(pair)
        self._highest = max(self._highest, before + difference)


def pieces_of(text: str) -> list[str]:
    """The pieces that a merge never reaches across, in byte-level letters."""
    splitter = pre_tokenizers.ByteLevel(add_prefix_space=False)
    return [piece for piece, _ in splitter.pre_tokenize_str(text)]


def places_of(pair: Pair, piece: str) -> list[int]:
    """Where `pair` stands in `piece`, from the left and without overlap: once in "aaa"."""
    found: list[int] = []
    at = piece.find(pair)
    while at >= 0:
        found.append(at)
        at = piece.find(pair, at + 2)
    return found


def _pairs_at(piece: str, places: set[int]) -> list[Pair]:
    return [piece[at : at + 2] for at in places if 0 <= at < len(piece) - 1]
