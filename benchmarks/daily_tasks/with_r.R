# The five daily tasks of docs/python.md in R, run from the project's folder; a test counts the lines.

# load
library(haven)
frame <- read_sav("data/raw/2021-syntetisk/nettverk.sav", user_na = TRUE)
labelled <- as_factor(zap_missing(frame))

# compare
library(haven)
frame <- read_sav("data/raw/2021-syntetisk/nettverk.sav")
items <- c("uhk_tett", "uhk_likeverdig", "uhk_felles", "uhk_interessert", "uhk_kapasitet")
means <- aggregate(frame[items], list(frame$stilling), function(x) c(mean(x, na.rm = TRUE), sd(x, na.rm = TRUE)))
tests <- lapply(items, function(i) anova(lm(frame[[i]] ~ factor(frame$stilling))))
p_holm <- p.adjust(sapply(tests, function(test) test[1, "Pr(>F)"]), "holm")

# plot
library(haven)
library(ggplot2)
frame <- as_factor(read_sav("data/raw/2021-syntetisk/nettverk.sav"))
items <- c("uhk_tett", "uhk_likeverdig", "uhk_felles", "uhk_interessert", "uhk_kapasitet")
long <- na.omit(stack(lapply(frame[items], as.character)))
ggplot(long, aes(y = ind, fill = values)) + geom_bar(position = "fill")

# factors
frame <- haven::read_sav("data/raw/2021-syntetisk/nettverk.sav")
items <- na.omit(frame[c("krevende_oversikt", "krevende_formidle", "krevende_tid")])
psych::fa(items, nfactors = 1, rotate = "none")$loadings

# crosstab
library(haven)
frame <- read_sav("data/raw/2021-syntetisk/nettverk.sav")
units <- read.csv("data/processed/2021-syntetisk/registry-kommuner.csv", colClasses = c(key = "character"))
frame$key <- sprintf("%04.0f", frame$kommune)
linked <- merge(subset(frame, rolle_kommunal_eier == 1), units, by = "key")
linked$innbyggertall <- cut(linked$folketall, c(0, 3000, 8000, 30000, Inf))
chisq.test(table(linked$stilling, linked$innbyggertall), correct = FALSE)
