# Reference values of tests of independence. Run from the repository's root.
suppressMessages({library(jsonlite); library(vcd); library(coin); library(effectsize)})
d <- read.csv("tests/reference/data/crosstab.csv"); t <- table(d$x, d$y); n <- sum(t)
ch <- suppressWarnings(chisq.test(t, correct = FALSE)); x2 <- unname(ch$statistic); df <- unname(ch$parameter); m <- min(dim(t)) - 1
lim <- function(q) if (pchisq(x2, df, 0) <= q) 0 else uniroot(function(l) pchisq(x2, df, l) - q, c(0, 500), tol = 1e-13)$root
two <- t[1:2, 2:3]; ch2 <- suppressWarnings(chisq.test(two, correct = FALSE)); yates <- suppressWarnings(chisq.test(two))
as <- summary(assocstats(t))$object
small <- matrix(c(7, 2, 1, 1, 5, 6), 2, byrow = TRUE)
# exact distribution of chi-square over all 2 x 3 tables with the same margins
r <- rowSums(small); cs <- colSums(small); X <- function(a) sum((a - outer(r, cs) / sum(a))^2 / (outer(r, cs) / sum(a)))
obs <- X(small); p_exact <- 0
for (i in 0:min(r[1], cs[1])) for (j in 0:min(r[1] - i, cs[2])) { k <- r[1] - i - j; if (k > cs[3]) next
  a <- rbind(c(i, j, k), cs - c(i, j, k)); if (X(a) >= obs - 1e-9) p_exact <- p_exact + exp(sum(lchoose(cs, c(i, j, k))) - lchoose(sum(cs), r[1])) }
lbl <- lbl_test(as.table(t))
bcv <- cramers_v(t, adjust = TRUE, ci = NULL)
write_json(list(
  program = paste("R", getRversion()), vcd = as.character(packageVersion("vcd")), coin = as.character(packageVersion("coin")),
  table = unclass(t), pearson = c(x2, df, ch$p.value), likelihood_ratio = as$chisq_tests["Likelihood Ratio", ],
  v = as$cramer, v_ci = sqrt(c(lim(.975), lim(.025)) / (n * m)), v_corrected = bcv[[1]],
  expected = unclass(ch$expected), stdres = unclass(ch$stdres),
  pearson2 = c(ch2$statistic, ch2$p.value), yates2 = c(yates$statistic, yates$p.value),
  fisher = fisher.test(t)$p.value, fisher2 = fisher.test(two)$p.value, fisher_small = fisher.test(small)$p.value, exact_chi_small = unname(p_exact),
  lbl = c(unname(statistic(lbl))^2, pvalue(lbl)),
  lbl_scores = { l <- lbl_test(as.table(t), scores = list(Var1 = c(0, 1, 5), Var2 = c(1, 2, 4, 8))); c(unname(statistic(l))^2, pvalue(l)) },
  gof = { g <- chisq.test(colSums(t), p = c(.2, .3, .3, .2)); list(test = c(g$statistic, g$parameter, g$p.value), stdres = unname(g$stdres), expected = unname(g$expected)) }
), "tests/reference/expected/crosstab.json", digits = NA, auto_unbox = TRUE, na = "null")
