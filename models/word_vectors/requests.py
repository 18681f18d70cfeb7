"""What may be asked of word vectors, and within which limits."""

from typing import Annotated, ClassVar, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from models import catalog
from models.requests import Request, found_by
from models.word_vectors.expression import MAX_LENGTH, check
from models.word_vectors.lists import Groups, parse_groups, parse_pairs

MAX_TEXT = 400_000
MAX_MATRIX = 60
MAX_MAP = 300

Method = Literal["3CosAdd", "3CosMul"]
Measure = Literal["cosine", "dot", "euclidean"]
Analogies = Literal["own", "google", "yours"]

METHODS: tuple[str, ...] = get_args(Method)
MEASURES: tuple[str, ...] = get_args(Measure)
ANALOGIES: tuple[str, ...] = get_args(Analogies)

Vectors = Annotated[
    str, Field(description="the key of word vectors in the catalog"), found_by(catalog.find)
]
Expression = Annotated[
    str,
    Field(description=f"words with plus and minus, at most {MAX_LENGTH} characters"),
    AfterValidator(check),
]
List = Annotated[
    Groups, Field(description="words, as text or as a list"), BeforeValidator(parse_groups)
]
Pairs = Annotated[
    tuple[tuple[str, str], ...],
    Field(description="pairs of words, such as “he she, man woman”"),
    BeforeValidator(parse_pairs),
]
Text = Annotated[
    str, Field(max_length=MAX_TEXT, description=f"text of at most {MAX_TEXT:,} characters")
]


def _choice(names: tuple[str, ...]) -> str:
    return f"one of {', '.join(names)}"


def _at_most(limit: int, least: int) -> AfterValidator:
    """Accept lists of `least` to `limit` different words."""

    def count(groups: Groups) -> Groups:
        words = sum(len(group.words) for group in groups)
        if words > limit:
            raise ValueError(f"{words:,} words are too many: give at most {limit:,}.")
        if words < least:
            raise ValueError(f"Give at least {least} different words, with commas between them.")
        return groups

    return AfterValidator(count)


class VectorsRequest(Request):
    """A request to word vectors: those of the catalog called `vectors`, or a visitor's own `file`.

    `file` is the path of an uploaded file in word2vec's text or binary format or in GloVe's.

    One sum, list or map is a product of a matrix with a vector or two on the processor: light, so
    that it need not wait for the pictures of others. Sets of analogies wait in the line.
    """

    vectors: Vectors = "pocket-vectors"
    file: Annotated[str, Field(max_length=4096, description="the path of an uploaded file")] = ""


class ArithmeticRequest(VectorsRequest):
    """The words nearest to a sum of words, such as "king - man + woman" or "0.5*paris + tokyo".

    An expression may end in a guess, "= queen", whose place among all words is then told.

    `exclude_inputs` leaves out the words of the expression, as every tool does; the record has both
    rankings. "3CosAdd" ranks by `measure` to the sum (Mikolov et al. 2013), "3CosMul" by a product
    of cosines (Levy & Goldberg 2014), where `measure` has no say. With `unit_length` every word
    first gets the length 1, which is gensim's convention; without, its vector is taken as it is.
    """

    topic: ClassVar[str] = "models.word_vectors.arithmetic:calculate"
    light: ClassVar[bool] = True

    expression: Expression
    topn: Annotated[int, Field(ge=1, le=100, description="a whole number from 1 to 100")] = 10
    exclude_inputs: bool = True
    method: Annotated[Method, Field(description=_choice(METHODS))] = "3CosAdd"
    measure: Annotated[Measure, Field(description=_choice(MEASURES))] = "cosine"
    unit_length: bool = True


class SimilarityRequest(VectorsRequest):
    """How near the words of a list are to each other, which is the odd one out, and their vectors.

    `words` may be a tuple of words or a text; groups do not matter here.
    """

    topic: ClassVar[str] = "models.word_vectors.compare:compare"
    light: ClassVar[bool] = True

    words: Annotated[List, _at_most(MAX_MATRIX, least=2)]
    unit_length: bool = True


class MapRequest(VectorsRequest):
    """A map of a list of words by principal component analysis.

    In a text, every line is a group and may begin with its name: "animals: cat, dog, horse".
    """

    topic: ClassVar[str] = "models.word_vectors.compare:draw_map"
    light: ClassVar[bool] = True

    words: Annotated[List, _at_most(MAX_MAP, least=3)]
    unit_length: bool = True


class BenchmarkRequest(VectorsRequest):
    """A whole set of analogies a : b = c : ?, by category, with and without the input words.

    "own" are about 200 questions that come with this project, "google" the 19,544 of Mikolov et
    al. 2013, "yours" those of `questions`, in the same format: four words a line, and lines such as
    ": capitals" that begin a category.
    """

    topic: ClassVar[str] = "models.word_vectors.benchmark:benchmark"

    analogies: Annotated[Analogies, Field(description=_choice(ANALOGIES))] = "own"
    questions: Text = ""
    method: Annotated[Method, Field(description=_choice(METHODS))] = "3CosAdd"


class BiasRequest(VectorsRequest):
    """Words along an axis that pairs such as he–she span, before and after hard debiasing.

    The axis is the first principal component of the pairs' differences (Bolukbasi et al. 2016); it
    points to the first word of the pairs. `analogies` are asked before and after. Without `words`,
    a list of occupations is taken.
    """

    topic: ClassVar[str] = "models.word_vectors.bias:measure_bias"

    pairs: Pairs = (("he", "she"),)
    words: Annotated[List, _at_most(MAX_MAP, least=0)] = ()
    analogies: Annotated[Analogies, Field(description=_choice(ANALOGIES))] = "own"
    questions: Text = ""


class CompletionRequest(VectorsRequest):
    """The most frequent words that begin with `prefix`."""

    topic: ClassVar[str] = "models.word_vectors.lookup:complete"
    light: ClassVar[bool] = True

    prefix: Annotated[str, Field(max_length=60, description="the beginning of a word")]
    count: Annotated[int, Field(ge=1, le=50, description="a whole number from 1 to 50")] = 8
