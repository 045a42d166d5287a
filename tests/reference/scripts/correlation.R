# Reference values of correlations. Run from the repository's root.
suppressMessages({library(jsonlite); library(psych)})
d <- read.csv("tests/reference/data/correlation.csv"); cc <- d[complete.cases(d$p, d$q), ]; n <- nrow(cc)
pe <- cor.test(d$p, d$q); sp <- cor.test(d$p, d$q, method = "spearman", exact = FALSE); ke <- cor.test(d$p, d$q, method = "kendall", exact = FALSE)
ci <- function(r, v) tanh(atanh(r) + c(-1, 1) * qnorm(.975) * sqrt(v))
rho <- unname(sp$estimate); tau <- unname(ke$estimate)
ct <- corr.test(d[, c("p", "q")], d[, c("r", "s")], use = "pairwise", adjust = "none")
l <- d[complete.cases(d), ]; lt <- corr.test(l[, c("p", "q")], l[, c("r", "s")], adjust = "none")
ks <- corr.test(d[, c("p", "q")], d[, c("r", "s")], use = "pairwise", method = "spearman", adjust = "none")
write_json(list(
  program = paste("R", getRversion()), psych = as.character(packageVersion("psych")),
  pearson = c(pe$estimate, pe$p.value, n, pe$conf.int), spearman = c(rho, sp$p.value, n, ci(rho, (1 + rho^2 / 2) / (n - 3))),
  kendall = c(tau, ke$p.value, n, ci(tau, .437 / (n - 4))),
  table_r = unname(ct$r), table_p = unname(ct$p), table_n = unname(ct$n), listwise_r = unname(lt$r), listwise_p = unname(lt$p), listwise_n = nrow(l),
  spearman_r = unname(ks$r), spearman_p = unname(ks$p)
), "tests/reference/expected/correlation.json", digits = NA, auto_unbox = TRUE, na = "null")
