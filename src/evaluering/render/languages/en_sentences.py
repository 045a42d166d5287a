"""English: the sentences that results hold in bokmål, as pattern and replacement, in order."""

from __future__ import annotations

_TESTS = (
    ("Welchs t-test", "Welch’s t-test"),
    ("t-test med felles varians", "the t-test with pooled variance"),
    (r"enveis variansanalyse \(ANOVA\)", "one-way analysis of variance (ANOVA)"),
    ("Welchs variansanalyse", "Welch’s analysis of variance"),
    ("Pearsons kjikvadrattest", "Pearson’s chi-square test"),
)
SENTENCES = (
    ("Syntetiske data", "Synthetic data"),
    (r"^Totalt?\b", "Total"),
    # methods
    (
        "Gjennomsnitt med standardavvik; «vet ikke» og ubesvart er holdt utenfor",
        "Means with standard deviations; “do not know” and unanswered are left out",
    ),
    (
        "Prosent av dem som har svart; «vet ikke» og ubesvart er holdt utenfor",
        "Per cent of those who answered; “do not know” and unanswered are left out",
    ),
    (
        "Prosent av dem som har tatt stilling; «vet ikke» er i prosent av alle som har svart på "
        "leddet",
        "Per cent of those with an opinion; “do not know” is in per cent of all who answered the "
        "item",
    ),
    ("Gjennomsnittene i gruppene er sammenlignet med", "The group means are compared by"),
    ("Gruppene er sammenlignet med", "The groups are compared by"),
    (
        "Kolonneprosent av respondenter med verdi på begge variablene",
        "Column per cents of respondents with a value on both variables",
    ),
    ("sammenhengen er testet med", "the association is tested by"),
    *_TESTS,
    (r"(?<=test) og (?=the|one|Welch)", " and "),
    (
        "Medlemmer slik statsforvalterne har oppgitt dem; prosent av medlemmene i raden",
        "Members as stated by the county governors; per cent of the row’s members",
    ),
    (
        "Pearsons r med tosidig p over parene som har begge verdier",
        "Pearson’s r with two-sided p over the pairs that have both values",
    ),
    (
        "Prosent av alle respondenter; flere kryss var mulig",
        "Per cent of all respondents; several answers were possible",
    ),
    (
        "Differansen er gjennomsnittet for (.+) minus gjennomsnittet for (.+), med 95 prosent "
        "konfidensintervall fra",
        r"The difference is the mean of \1 minus the mean of \2, with 95 per cent confidence "
        "intervals from",
    ),
    ("; «vet ikke» og ubesvart er holdt utenfor", "; “do not know” and unanswered are left out"),
    (
        "Gruppens gjennomsnitt på hvert ledd minus gjennomsnittet av gruppene, i skalapoeng; "
        "negativt formulerte ledd er snudd",
        "The group’s mean on each item minus the mean of the groups, in points of the scale; "
        "negative items are reversed",
    ),
    (
        "Rekkefølgen er prøvd med Spearmans rangkorrelasjon mellom gruppens plass og hver "
        "respondents gjennomsnittlige avvik",
        "The order is tested by Spearman’s rank correlation of the group’s place with each "
        "respondent’s mean deviation",
    ),
    (
        "Svarprosent av populasjonen i rammen, totalen av alle som fikk skjemaet, med Wilsons 95 "
        "prosent konfidensintervall",
        "Response rate of the population of the frame, the total of all who were sent the "
        "questionnaire, with Wilson’s 95 per cent confidence interval",
    ),
    (
        r"Undersøkelsen «(.+)»: antall som gjenstår etter hvert steg i koblingen til (\S+)(?=\.)",
        r"The survey “\1”: how many remain after each step of the linking to a \2",
    ),
    ("Antall og prosent av dem med gyldig verdi", "Count and per cent of those with a valid value"),
    (
        "Svarprosent av dem som fikk skjemaet tilsendt",
        "Response rate of those who were sent the questionnaire",
    ),
    (
        "Svarprosent av populasjonen i hver kategori; totalen regnes av",
        "Response rate of the population in each category; the total is of",
    ),
    (r"alle som fikk skjemaet \((\d+) av (\d+)\)", r"all who were sent it (\1 of \2)"),
    (
        r"svarene og rammen i tabellen \((\d+) av (\d+)\)",
        r"the answers and the frame in the table (\1 of \2)",
    ),
    # notes
    (r"(\d+) respondenter uten verdi er holdt utenfor", r"\1 respondents without a value left out"),
    (r"(\d+) respondent uten verdi er holdt utenfor", r"\1 respondent without a value left out"),
    (r"(\d+ \S+) uten verdi er holdt utenfor", r"\1 without a value left out"),
    (
        r"(\d+) kryss fra (\d+) respondenter?; flere kryss var mulig",
        r"\1 answers from \2 respondents; several answers were possible",
    ),
    (r"Opplysningen mangler for (\d+) respondenter", r"Not stated by \1 respondents"),
    (r"Opplysningen mangler for (\d+) respondent", r"Not stated by \1 respondent"),
    (
        r"Rammen summerer til (\d+); skjemaet ble sendt til (\d+)",
        r"The frame sums to \1; the questionnaire was sent to \2",
    ),
    (
        r"Tallene er (\d+) respondent(?:er)? fra (\d+ \S+)(?=\.)",
        r"The numbers are of \1 respondents from \2",
    ),
    ("Flere svar enn populasjonen i rammen", "More answers than the population of the frame"),
    ("For få svar til å vises og testes", "Too few answers to be shown and tested"),
    (r"Færre enn (\d+) par", r"Fewer than \1 pairs"),
    ("Utelatt fordi en gruppe har for få svar", "Left out because a group has too few answers"),
    ("Ingen data i denne bølgen", "No data in this wave"),
    ("ingen respondenter har gyldige svar", "no respondents have valid answers"),
    (
        "bølgen har ingen populasjonsramme med opplysningen",
        "the wave has no frame of the population that tells it",
    ),
    ("bølgen har ingen medlemsliste", "the wave has no list of members"),
    ("Antall og prosent av svarene", "Count and per cent of the answers"),
    # the steps of the linking
    ("^Fikk skjemaet$", "Were sent the questionnaire"),
    ("^Har besvart skjemaet$", "Answered the questionnaire"),
    (r"^Representerer (?:en|ei|et) (.+)$", r"Represents a \1"),
    (r"^Har oppgitt (.+)$", r"Named a \1"),
    (r"^Representerer (?:én|éi|ett) (.+)$", r"Represents one \1"),
    # figures
    ("^ingen svar$", "no answers"),
    (
        "Stolpene viser gjennomsnitt, strekene ±1 standardavvik",
        "The bars show means, the lines ±1 standard deviation",
    ),
    ("«:» = for få svar til å vises", "“:” = too few answers to be shown"),
    (
        r"^Liggende stolper med gjennomsnitt på skalaen (\S+) \((.*?)\) til (\S+) \((.*?)\) for "
        r"(\d+) spørsmål og ",
        r"Horizontal bars with means on the scale \1 (\2) to \3 (\4): questions \5, ",
    ),
    (
        r"^Stående søyler med prosentfordelingen over (\d+) svar, fra «(.*?)» til «(.*?)», for ",
        r"Columns with per cents over \1 answers, from “\2” to “\3”, ",
    ),
    (r"\b(\d+) grupper? \(", r"groups: \1 ("),
    (r"([^,(]+): ingen svar å vise", r"\1: no answers to show"),
    ("Ingen svar å vise", "No answers to show"),
    ("ligger høyest på alle spørsmålene", "is highest on every question"),
    ("ligger lavest på alle spørsmålene", "is lowest on every question"),
    (r"Høyest er (.*), lavest er ", r"Highest is \1, lowest is "),
    ("Vanligst er ", "Most frequent is "),
    ("Gjennomsnittet er vist bare for ", "The mean is shown only for "),
)
