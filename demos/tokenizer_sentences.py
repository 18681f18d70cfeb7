"""The first sentence of the Universal Declaration of Human Rights in eight languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """A sentence, its language, and the code of that language for the page."""

    language: str
    code: str
    text: str


SENTENCES = (
    Sentence("English", "en", "All human beings are born free and equal in dignity and rights."),
    Sentence(
        "Spanish",
        "es",
        "Todos los seres humanos nacen libres e iguales en dignidad y derechos.",
    ),
    Sentence("German", "de", "Alle Menschen sind frei und gleich an Würde und Rechten geboren."),
    Sentence(
        "Russian",
        "ru",
        "Все люди рождаются свободными и равными в своем достоинстве и правах.",
    ),
    Sentence("Arabic", "ar", "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق."),
    Sentence(
        "Hindi",
        "hi",
        "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    ),
    Sentence("Chinese", "zh", "人人生而自由，在尊严和权利上一律平等。"),
    Sentence("Amharic", "am", "የሰው ልጅ ሁሉ ሲወለድ ነፃና በክብርና በመብትም እኩልነት ያለው ነው።"),
)
