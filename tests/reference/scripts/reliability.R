# Reference values of the reliability statistics. Run from the repository's root.
suppressMessages({library(psych); library(jsonlite)})
raw <- read.csv("tests/reference/data/scale_items.csv")
keyed <- transform(raw, q5 = 8 - q5)
complete <- na.omit(keyed)
one <- function(x, ...) {
  a <- suppressWarnings(psych::alpha(x, warnings = FALSE, ...))
  list(alpha = a$total$raw_alpha, standardised = a$total$std.alpha, average_r = a$total$average_r,
       r_drop = a$item.stats$r.drop, if_deleted = a$alpha.drop$raw_alpha,
       mean = a$item.stats$mean, sd = a$item.stats$sd, n = a$item.stats$n)
}
listwise <- one(complete)
pairwise <- one(keyed)
forgotten <- one(na.omit(raw), check.keys = FALSE)
ci <- psych::alpha.ci(listwise$alpha, n.obs = nrow(complete), n.var = 6, p.val = .05, digits = 15)
ci90 <- psych::alpha.ci(listwise$alpha, n.obs = nrow(complete), n.var = 6, p.val = .10, digits = 15)
om <- suppressMessages(suppressWarnings(psych::omega(cor(complete), nfactors = 1, n.obs = nrow(complete), plot = FALSE)))
f <- psych::fa(cor(complete), 1, fm = "pa", min.err = 1e-15, max.iter = 100000)
write_json(list(
  program = paste("R", getRversion(), "psych", packageVersion("psych")),
  n = nrow(complete), listwise = listwise, pairwise = pairwise, forgotten = forgotten,
  interval = c(ci$lower.ci, ci$upper.ci), interval90 = c(ci90$lower.ci, ci90$upper.ci),
  omega_psych = om$omega.tot, omega_paf = 1 - sum(f$uniquenesses) / sum(cor(complete))
), "tests/reference/expected/reliability.json", digits = NA, auto_unbox = TRUE)
