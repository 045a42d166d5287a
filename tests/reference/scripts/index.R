# Reference values of the index functions. Run from the repository's root.
suppressMessages({library(psych); library(jsonlite)})
raw <- read.csv("tests/reference/data/scale_items.csv")
keys <- c(1, 1, 1, 1, -1, 1)
reversed <- psych::reverse.code(keys, raw, mini = rep(1, 6), maxi = rep(7, 6))
complete_index <- rowMeans(reversed)
valid <- rowSums(!is.na(reversed))
index_four <- ifelse(valid >= 4, rowMeans(reversed, na.rm = TRUE), NA)
classes <- as.integer(cut(complete_index, c(-Inf, 3.5, 4.5, Inf), right = TRUE)) - 1
write_json(list(
  program = paste("R", getRversion(), "psych", packageVersion("psych")),
  reversed = unname(reversed[, 5]), index = unname(complete_index),
  index_four = unname(index_four), classes = classes
), "tests/reference/expected/index.json", digits = NA, na = "null", auto_unbox = TRUE)
