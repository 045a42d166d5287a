# Reference values of the regressions. Run from the repository's root.
suppressMessages({library(sandwich); library(lmtest); library(car); library(MASS); library(jsonlite)})
raw <- read.csv("tests/reference/data/regression_rows.csv")
d <- na.omit(raw[c("score", "support", "age", "leader")])
m <- lm(score ~ support + age + leader, d)
s <- summary(m)
robust <- function(type) {
  v <- vcovHC(m, type = type); t <- unclass(coeftest(m, vcov. = v)); ci <- coefci(m, vcov. = v)
  w <- waldtest(m, vcov = v)
  list(se = unname(t[, 2]), t = unname(t[, 3]), p = unname(t[, 4]),
       lower = unname(ci[, 1]), upper = unname(ci[, 2]), f = w$F[2], f_p = w$`Pr(>F)`[2])
}
sd_x <- sapply(d[c("support", "age", "leader")], sd)
ranks <- na.omit(raw[c("level", "support", "age", "leader")])
o <- polr(factor(level) ~ support + age + leader, ranks, Hess = TRUE,
          control = list(reltol = 1e-16, maxit = 10000))
# standard errors from Richardson's Hessian of the likelihood, closer than polr's own
loglik <- function(par) {
  x <- as.matrix(ranks[c("support", "age", "leader")]); y <- as.integer(factor(ranks$level))
  cut <- c(-Inf, par[4:6], Inf); eta <- drop(x %*% par[1:3])
  -sum(log(plogis(cut[y + 1] - eta) - plogis(cut[y] - eta)))
}
par <- c(coef(o), o$zeta)
null <- polr(factor(level) ~ 1, ranks)
ll <- as.numeric(logLik(o)); ll0 <- as.numeric(logLik(null)); n <- nrow(ranks)
write_json(list(
  program = paste("R", getRversion(), "sandwich", packageVersion("sandwich"), "car",
                  packageVersion("car"), "MASS", packageVersion("MASS")),
  n = nrow(d), n_ordinal = n, coefficients = unname(coef(m)),
  classical = list(se = unname(s$coefficients[, 2]), t = unname(s$coefficients[, 3]),
                   p = unname(s$coefficients[, 4]), lower = unname(confint(m)[, 1]),
                   upper = unname(confint(m)[, 2]), f = unname(s$fstatistic[1]),
                   f_p = unname(pf(s$fstatistic[1], s$fstatistic[2], s$fstatistic[3], lower.tail = FALSE))),
  HC3 = robust("HC3"), HC2 = robust("HC2"), HC1 = robust("HC1"), HC0 = robust("HC0"),
  beta = unname(coef(m)[-1] * sd_x / sd(d$score)), vif = unname(vif(m)),
  r_squared = s$r.squared, r_squared_adjusted = s$adj.r.squared, residual_sd = s$sigma,
  ordinal = list(coefficients = unname(coef(o)), thresholds = unname(o$zeta),
    se = unname(sqrt(diag(vcov(o)))), se_exact = unname(sqrt(diag(solve(
      if (requireNamespace("numDeriv", quietly = TRUE)) numDeriv::hessian(loglik, par) else optimHess(par, loglik))))),
    log_likelihood = ll, log_likelihood_null = ll0, chi_square = 2 * (ll - ll0),
    p = pchisq(2 * (ll - ll0), 3, lower.tail = FALSE),
    cox_snell = 1 - exp(2 * (ll0 - ll) / n),
    nagelkerke = (1 - exp(2 * (ll0 - ll) / n)) / (1 - exp(2 * ll0 / n)), mcfadden = 1 - ll / ll0)
), "tests/reference/expected/regression.json", digits = NA, auto_unbox = TRUE)
