# Reference values of raking, and of errors with raked weights. Run from the repository's root.
suppressMessages({library(jsonlite); library(survey)})
d <- read.csv("tests/reference/data/weighted.csv", stringsAsFactors = TRUE)
flat <- svydesign(~1, weights = rep(1, nrow(d)), data = d); base <- svydesign(~1, weights = ~weight, data = d)
pop <- list(data.frame(region = c("north", "south", "west"), Freq = c(300, 450, 250)), data.frame(kind = c("day", "evening"), Freq = c(550, 450)))
rk <- function(design) { w <- weights(rake(design, list(~region, ~kind), pop, control = list(maxit = 500, epsilon = 1e-12, verbose = FALSE))); unname(w / mean(w)) }
w1 <- rk(flat); w2 <- rk(base)
total <- c("(Intercept)" = 1000, regionsouth = 450, regionwest = 250, kindevening = 450)
cal <- function(design) {
  held <- calibrate(design, ~region + kind, population = total, calfun = "raking", epsilon = 1e-13, maxit = 500)
  yes <- svymean(~answer, held); m <- svymean(~score, held, na.rm = TRUE)
  md <- svymean(~score, subset(held, region != "west"), na.rm = TRUE); tt <- svyttest(score ~ kind, held)
  f <- svychisq(~kind + answer, held)
  unname(c(coef(m), SE(m), coef(md), SE(md), coef(yes), SE(yes), -tt$statistic, tt$parameter, tt$p.value, f$statistic, f$parameter, f$p.value))
}
write_json(list(
  program = paste("R", getRversion()), survey = as.character(packageVersion("survey")),
  rake = w1, rake_base = w2, deff = length(w1) * sum(w1^2) / sum(w1)^2, calibrated = cal(flat), calibrated_base = cal(base)
), "tests/reference/expected/raking.json", digits = NA, auto_unbox = TRUE, na = "null")
