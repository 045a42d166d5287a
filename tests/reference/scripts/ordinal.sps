* Chi-square, Cramer's V, gamma, tau-b and tau-c with their errors (PSPP shows two decimals).
* ordinal_pspp.py runs this from the repository's root and writes expected/ordinal_pspp.json.
GET DATA /TYPE=TXT /FILE="tests/reference/data/crosstab.csv" /FIRSTCASE=2 /DELIMITERS="," /VARIABLES=x F1.0 y F1.0.
CROSSTABS /TABLES=x BY y /STATISTICS=CHISQ PHI GAMMA BTAU CTAU /CELLS=COUNT EXPECTED ASRESIDUAL.
