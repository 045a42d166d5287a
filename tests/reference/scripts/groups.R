# Reference values of the comparison of groups. Run from the repository's root.
suppressMessages({library(jsonlite); library(car); library(effectsize)})
d <- read.csv("tests/reference/data/groups.csv", stringsAsFactors = TRUE)
a <- d$value[d$group == "a"]; b <- d$value[d$group == "b"]
ok <- function(x) x[!is.na(x)]
a <- ok(a); b <- ok(b); n1 <- length(a); n2 <- length(b); df <- n1 + n2 - 2
tt <- function(t) c(t$statistic, t$parameter, t$p.value, t$conf.int)
sp <- sqrt(((n1 - 1) * var(a) + (n2 - 1) * var(b)) / df); scale <- sqrt(1 / n1 + 1 / n2)
dd <- (mean(a) - mean(b)) / sp; t <- dd / scale
ncp <- function(q) uniroot(function(x) pt(t, df, x) - q, c(-30, 30), tol = 1e-13)$root
d_ci <- c(ncp(.975), ncp(.025)) * scale
j <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
w <- wilcox.test(a, b, exact = FALSE, correct = FALSE)
k <- kruskal.test(value ~ group, d)
classical <- oneway.test(value ~ group, d, var.equal = TRUE)
welch <- oneway.test(value ~ group, d)
ft <- function(f) c(f$statistic, f$parameter, f$p.value)
f <- unname(classical$statistic); df1 <- unname(classical$parameter[1]); df2 <- unname(classical$parameter[2]); N <- df1 + df2 + 1
limit <- function(q) if (pf(f, df1, df2, 0) <= q) 0 else uniroot(function(x) pf(f, df1, df2, x) - q, c(0, 200), tol = 1e-13)$root
lambda <- c(limit(.975), limit(.025))
ss <- anova(lm(value ~ group, d))
lev <- function(center) { l <- leveneTest(value ~ group, d, center = center); c(l[1, 2], l[1, 1], l[2, 1], l[1, 3]) }
es <- cohens_d(a, b); hg <- hedges_g(a, b)
write_json(list(
  program = paste("R", getRversion()), car = as.character(packageVersion("car")), effectsize = as.character(packageVersion("effectsize")),
  describe = c(n1, mean(a), sd(a), min(a), max(a)),
  welch = tt(t.test(a, b)), pooled = tt(t.test(a, b, var.equal = TRUE)),
  d = c(dd, d_ci), g = c(j * dd, j * d_ci),
  d_effectsize = c(es$Cohens_d, es$CI_low, es$CI_high), g_effectsize = c(hg$Hedges_g, hg$CI_low, hg$CI_high),
  mann_whitney = c(w$statistic, w$p.value), rank_biserial = rank_biserial(a, b)$r_rank_biserial,
  kruskal = c(k$statistic, k$parameter, k$p.value),
  classical = ft(classical), welch_anova = ft(welch),
  eta = ss[1, 2] / sum(ss[, 2]), omega = (ss[1, 2] - ss[1, 1] * ss[2, 3]) / (sum(ss[, 2]) + ss[2, 3]),
  explained_ci = lambda / (lambda + N),
  levene_mean = lev(mean), levene_median = lev(median)
), "tests/reference/expected/groups.json", digits = NA, auto_unbox = TRUE, na = "null")
