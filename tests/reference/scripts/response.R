# Reference values of the AAPOR rates, from the formulas of Standard Definitions (2023).
suppressMessages(library(jsonlite))
I <- 350; P <- 25; R <- 60; NC <- 140; O <- 15; U <- 210; X <- 45; e <- (I + P + R + NC + O) / (I + P + R + NC + O + X)
all <- (I + P) + (R + NC + O)
rates <- function(e) c(rr1 = I / (all + U), rr2 = (I + P) / (all + U), rr3 = I / (all + e * U), rr4 = (I + P) / (all + e * U), rr5 = I / all, rr6 = (I + P) / all,
  coop1 = I / ((I + P) + R + O), coop2 = (I + P) / ((I + P) + R + O), coop3 = I / ((I + P) + R), coop4 = (I + P) / ((I + P) + R),
  ref1 = R / (all + U), ref2 = R / (all + e * U), ref3 = R / all,
  con1 = ((I + P) + R + O) / (all + U), con2 = ((I + P) + R + O) / (all + e * U), con3 = ((I + P) + R + O) / all) * 100
write_json(list(program = paste("R", getRversion()), e = e, rates = as.list(rates(e)), given = as.list(rates(.5)), simple = 100 * 35 / 80),
  "tests/reference/expected/response.json", digits = NA, auto_unbox = TRUE, na = "null")
