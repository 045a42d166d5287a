# Reference values of the smallest detectable effects. Run from the repository's root.
suppressMessages(library(jsonlite))
root <- function(f, to) uniroot(f, c(1e-9, to), tol = 1e-14, maxiter = 10000)$root
two <- function(n1, n2, power, a = .05, sided = 2) root(function(d) {
  df <- n1 + n2 - 2; q <- qt(a / sided, df, lower.tail = FALSE); ncp <- d * sqrt(n1 * n2 / (n1 + n2))
  pt(q, df, ncp, lower.tail = FALSE) + (if (sided == 2) pt(-q, df, ncp) else 0) - power }, 20)
anova <- function(sizes, power, a = .05) root(function(f) {
  g <- length(sizes); n <- sum(sizes); q <- qf(a, g - 1, n - g, lower.tail = FALSE)
  pf(q, g - 1, n - g, ncp = n * f^2, lower.tail = FALSE) - power }, 3)
chi <- function(n, df, power, a = .05) root(function(w)
  pchisq(qchisq(a, df, lower.tail = FALSE), df, ncp = n * w^2, lower.tail = FALSE) - power, 3)
write_json(list(
  program = paste("R", getRversion()),
  t_equal = power.t.test(n = 30, power = .8, strict = TRUE, tol = 1e-13)$delta,
  t_paired = power.t.test(n = 25, power = .9, type = "paired", strict = TRUE, tol = 1e-13)$delta,
  t_one_sided = power.t.test(n = 30, power = .8, alternative = "one.sided", tol = 1e-13)$delta,
  t_unequal = two(12, 45, .8), t_unequal_one_sided = two(12, 45, .9, .01, 1), t_tiny = two(3, 4, .8),
  correlation = tanh((qnorm(.975) + qnorm(.8)) / sqrt(84 - 3)),
  correlation_one_sided = tanh((qnorm(.99) + qnorm(.9)) / sqrt(40 - 3)),
  f_equal = sqrt(power.anova.test(groups = 4, n = 20, within.var = 1, power = .8)$between.var * 3 / 4),
  f_equal_root = anova(rep(20, 4), .8), f_unequal = anova(c(10, 25, 40), .8), w = chi(150, 6, .8), w_strict = chi(60, 1, .95, .01)
), "tests/reference/expected/power.json", digits = NA, auto_unbox = TRUE)
