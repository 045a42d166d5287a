"""Words that answers are given in, in their order, and labels that say that there is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evaluering.config.missing import (
    DONT_KNOW,
    NOT_APPLICABLE,
    REFUSED,
    UNANSWERED,
    role_of,
)

_STEPS = """
helt uenig|svært uenig|heilt ueinig < uenig|ganske uenig|ueinig <
litt uenig|delvis uenig|noe uenig|litt ueinig|delvis ueinig <
verken enig eller uenig|hverken enig eller uenig|både og|nøytral|verken eller <
litt enig|delvis enig|noe enig|litt einig|delvis einig < enig|ganske enig|einig <
helt enig|svært enig|heilt einig

strongly disagree|completely disagree|totally disagree|disagree strongly < disagree <
somewhat disagree|slightly disagree|disagree somewhat|disagree a little|tend to disagree <
neither agree nor disagree|neither|neutral|undecided|no opinion|neither nor|unsure <
somewhat agree|slightly agree|agree somewhat|agree a little|tend to agree < agree <
strongly agree|completely agree|totally agree|agree strongly

svært misfornøyd|meget misfornøyd < misfornøyd|ganske misfornøyd < litt misfornøyd <
verken fornøyd eller misfornøyd|verken misfornøyd eller fornøyd|verken eller|nøytral|både og <
litt fornøyd < fornøyd|ganske fornøyd < svært fornøyd|meget fornøyd

very dissatisfied|extremely dissatisfied < dissatisfied|quite dissatisfied <
somewhat dissatisfied|slightly dissatisfied < neither satisfied nor dissatisfied|neutral|neither
< somewhat satisfied|slightly satisfied < satisfied|quite satisfied <
very satisfied|extremely satisfied

aldri < svært sjelden|nesten aldri < sjelden|sjeldan < av og til|iblant|noen ganger|nokre gonger
< ganske ofte < ofte < svært ofte|meget ofte|nesten alltid < alltid

never < almost never|very rarely|hardly ever < rarely|seldom < sometimes|occasionally <
often|frequently|regularly < usually|very often|almost always|most of the time < always

aldri < sjeldnere|sjeldnere enn månedlig < årlig|hvert år <
månedlig|hver måned|noen ganger i måneden < ukentlig|hver uke|noen ganger i uken <
daglig|hver dag

ikke i det hele tatt|ikkje i det heile|i ingen grad|ikke < i svært liten grad|i svært liten grad
< i liten grad < i noen grad|i nokon grad|i middels grad < i ganske stor grad < i stor grad <
i svært stor grad

not at all < very little|a little|slightly|to a small extent|a little bit <
somewhat|to some extent|moderately < quite a bit|to a large extent|a lot <
very much|to a very large extent|extremely|a great deal|completely

svært dårlig|meget dårlig < dårlig < ganske dårlig|litt dårlig <
verken god eller dårlig|verken bra eller dårlig|middels|verken eller|ok < ganske god|ganske bra <
god|bra|godt < svært god|svært bra|meget god|svært godt|utmerket

terrible < very poor|very bad < poor|bad < fair|average|neither good nor bad|ok|okay|mediocre <
good < very good < excellent|outstanding

svært usannsynlig < usannsynlig|ganske usannsynlig < verken sannsynlig eller usannsynlig|kanskje
< sannsynlig|ganske sannsynlig < svært sannsynlig

very unlikely|extremely unlikely < unlikely|somewhat unlikely <
neither likely nor unlikely|neutral|maybe < likely|somewhat likely < very likely|extremely likely

ikke viktig|ikke viktig i det hele tatt|helt uviktig < lite viktig|uviktig <
litt viktig|noe viktig < ganske viktig < viktig < svært viktig|meget viktig

not at all important|not important|unimportant <
not very important|slightly important|of little importance <
somewhat important|moderately important|fairly important < important|quite important <
very important < extremely important|essential

svært vanskelig < vanskelig|ganske vanskelig < verken lett eller vanskelig < lett|ganske lett <
svært lett

very difficult|very hard < difficult|hard < neither easy nor difficult|neutral < easy < very easy

svært lav|veldig lav < lav|liten < middels|medium < høy|stor < svært høy|veldig høy

very low < low|small < medium|moderate|average|mid < high|large < very high

ingen|ingen av dem < få < noen < mange < alle

none|none of them < few|a few < some < most|many < all

mye dårligere|mye verre < dårligere|litt dårligere|verre < som før|uendret|det samme <
bedre|litt bedre < mye bedre

much worse < worse|somewhat worse < about the same|the same|same|no change <
better|somewhat better < much better

ja|yes < nei|no

true|sant < false|usant
"""
"""Answers in their order, a scale a paragraph; what stands together has one place."""
ORDERS = tuple(
    {word: place for place, step in enumerate(scale.split(" < ")) for word in step.split("|")}
    for scale in (" ".join(lines.split()) for lines in _STEPS.strip().split("\n\n"))
)
"""The place of each answer on each scale; yes before no, as questionnaires have them."""
_NO_ANSWER = {
    DONT_KNOW: r"(vet|veit) ik(ke|kje)|don.?t know|do not know|dk\b|can.?t (say|choose)"
    r"|husker ikke|vet (ej|inte)|ved ikke|wei(ß|ss) (es )?nicht|weet niet|ne sai[ts] pas|no sabe"
    r"|ns\b|non so\b|não sabe",
    REFUSED: r"refus|(vil|ønsker) ik(ke|kje)|prefer not|nekt|don.?t (want|wish) to|rather not"
    r"|verweiger|rehús|rifiut",
    NOT_APPLICABLE: r"not app|inapp|n\.?a\.?p?\b|iap\b|ik(ke|kje) (aktuel|relevan|stil|spurt)"
    r"|not asked|skip|uaktuel|logical skip|legitimate skip|valid skip",
    UNANSWERED: r"no (answer|response|reply)|not (answered|available|stated|ascertained)|missing"
    r"|ubesvart|ik(ke|kje) (svar|besvar|oppgi)|uoppgi|mangler|ingen svar|blank\b|unanswered"
    r"|ej svar|uppgift saknas|uoplyst|keine (angabe|antwort)|geen antwoord|sans réponse"
    r"|no contesta|nc\b|n[sc]/n[cs]|non risponde|não respond",
}
_WHO = re.compile(r"(i|we|r|jeg|eg|vi|jag|ich|je|ik) ", re.IGNORECASE)
"""Who says it, in front: «I don't know»."""
_END = re.compile(
    r"(helt|heilt|svært|veldig|meget|i svært|i ingen|ikke i det hele|ikkje i det|mye|aldri|alltid"
    r"|very|strongly|extremely|completely|totally|fully|much|not at all|never|always|definitely"
    r"|absolutely|a great deal|none|all)\b"
)
"""How the ends of a scale begin."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BELOW = re.compile(r"^(under|mindre enn|less than|below|<|inntil|opptil|up to|yngre)", re.I)


def missing_role(label: str, *, declared: bool) -> str | None:
    """Return why a label means that there is no answer; None for an answer.

    Parameters
    ----------
    label
        A value label.
    declared
        Whether the file itself declares its code missing: then it is never an answer.
    """
    if (role := role_of(label)) is not None:
        return role
    find = re.search if declared else re.match
    said = _WHO.sub("", label.casefold().lstrip(" (["), count=1)
    for role, pattern in _NO_ANSWER.items():
        if find(pattern, said) and (declared or len(label) < 40):
            return role
    return UNANSWERED if declared else None


def folded(label: str) -> str:
    """Return a label without what does not change its meaning: case, signs and spaces."""
    plain = re.sub(r"[^\w ]+", " ", label.casefold().replace("-", " "))
    return " ".join(plain.split())


def in_words(labels: Sequence[str]) -> list[int] | None:
    """Return the places of answers in the order of a known scale; None where none has them all."""
    wanted = [folded(label) for label in labels]
    for place in ORDERS:
        found = [place.get(word) for word in wanted]
        if None not in found and len(set(found)) == len(found):
            return sorted(range(len(labels)), key=lambda n: found[n] or 0)
    return None


def is_scale(labels: Sequence[str]) -> bool:
    """Return whether answers, as they stand, are steps of a scale, either way.

    They are those of a known one, or both ends are said with emphasis, or not at all.
    """
    if len(labels) < 3:
        return False
    order = in_words(labels)
    places = list(range(len(labels)))
    if order is not None:
        return order in (places, places[::-1])
    return len(labels) > 3 and all(_END.match(folded(labels[end])) for end in (0, -1))


def by_number(labels: Sequence[str]) -> list[int] | None:
    """Return the places of labels such as «18–29 år» by their first number; None without one each.

    One that says «under» comes before one that begins with the same number.
    """
    numbers = [_NUMBER.search(label) for label in labels]
    if not all(numbers):
        return None
    keys = [
        (float(found[0].replace(",", ".")), not _BELOW.match(label.strip()))
        for found, label in zip(numbers, labels, strict=True)
        if found
    ]
    return (
        sorted(range(len(labels)), key=lambda n: keys[n]) if len(set(keys)) == len(keys) else None
    )
