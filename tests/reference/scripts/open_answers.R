# Reference values of multiple response frequencies. Run from the repository's root.
suppressMessages(library(jsonlite))
d <- read.csv("tests/reference/data/open_answers.csv", colClasses = c("integer", "character", "character"))
one <- d[!duplicated(d$respondent), ]; one <- one[one$code != "", ]; k <- d[d$code != "", ]
t <- table(k$code, k$actor); base <- table(factor(one$actor, colnames(t)))
write_json(list(program = paste("R", getRversion()), codes = rownames(t), actors = colnames(t), counts = unclass(unname(t)), base = as.vector(base),
  percent = unname(100 * sweep(unclass(t), 2, as.vector(base), "/")), mentions = unname(100 * unclass(prop.table(t, 2))),
  total = as.vector(table(k$code)), total_percent = 100 * as.vector(table(k$code)) / nrow(one)
), "tests/reference/expected/open_answers.json", digits = NA, auto_unbox = TRUE, na = "null")
