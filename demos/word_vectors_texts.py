"""The words of the word vectors tab."""

QUESTION = "Can one calculate with meaning?"
IDEA = (
    "A word becomes a list of numbers, learned from the company it keeps. "
    "Add them, subtract them, and doubt the answer."
)
EXPRESSION = "king - man + woman"
WORDS = "horse, cow, ocean"
PAIRS = "he she, man woman, his her, himself herself, boy girl, father mother"

QUESTIONS = """\
: comparatives
big bigger small smaller
good better bad worse
: capitals
paris france tokyo japan
rome italy berlin germany"""

BEFORE = (
    "Press **Calculate**, and the numbers of your sum stand here in words. A word may have a "
    "weight, as in 0.5\\*paris + tokyo, and a guess may follow: king - man + woman = queen."
)

HOW_IT_WORKS = r"""
**From company to numbers.** word2vec slides a window over a text and learns, for every word $w$, a
vector $v_w$ such that $v_w\cdot u_c$ is large for words $c$ that are seen near it and small for
words drawn by chance (Mikolov et al. 2013; $k$ words are drawn each time):
$$\log\sigma(v_w\cdot u_c)+\sum_{i=1}^{k}\log\sigma(-v_w\cdot u_{c_i})$$
Nobody tells it what a word means. What is found in the same company gets similar vectors, and that
is all they know: synonyms, opposites, and whatever else goes together in the texts.

**Near.** Three measures are in use: the dot product $u\cdot v$, the cosine, which is the dot
product of the directions, and the distance $\lVert u-v\rVert$. For vectors of length 1 they put
words in the same order.

**Arithmetic.** If going from man to woman is about the same step as going from king to queen, then
$v_\text{king}-v_\text{man}+v_\text{woman}\approx v_\text{queen}$: a parallelogram. The answer is
the word with the largest cosine. Split up, that is 3CosAdd; multiplied instead of added, so that
no term can drown the others, 3CosMul (Levy & Goldberg 2014), with cosines moved to 0 … 1:
$$\arg\max_d\,\cos(d,c)-\cos(d,a)+\cos(d,b)\qquad
\arg\max_d\frac{\cos(d,c)\,\cos(d,b)}{\cos(d,a)+\varepsilon}$$

**What is left out.** The sum mostly lies nearest to one of its own words, so the words that were
put in are not allowed to answer. Tools seldom say so (Linzen 2016; Rogers et al. 2017).

**What a picture keeps.** Here are vectors of well over a hundred dimensions, on a screen of two.
The plane is the one that keeps most of their squared distances, found by singular values, and the
badge says how much that is.

**Static, not contextual.** A word has one vector here, whoever uses it: “bank” is one point for
money and rivers, “orange” one for fruit and colour, a mixture in the proportions of the texts.
Transformers begin with such a table too, then change every vector by the words around it; the tabs
on tokens and on the next word go on from there.

*Mikolov et al. 2013, Efficient Estimation of Word Representations, arXiv 1301.3781 ·
Mikolov et al. 2013, Distributed Representations of Words and Phrases, arXiv 1310.4546 ·
Levy & Goldberg 2014, Linguistic Regularities in Sparse and Explicit Word Representations, CoNLL ·
Linzen 2016, Issues in Evaluating Semantic Spaces Using Word Analogies, arXiv 1606.07736 ·
Rogers et al. 2017, The (Too Many) Problems of Analogical Reasoning with Word Vectors, \*SEM ·
Bolukbasi et al. 2016, Man is to Computer Programmer as Woman is to Homemaker?, arXiv 1607.06520 ·
Nissim et al. 2020, Fair Is Better than Sensational: Man Is to Doctor as Woman Is to Doctor, arXiv
1905.09866 · Gonen & Goldberg 2019, Lipstick on a Pig, arXiv 1903.03862*
"""
