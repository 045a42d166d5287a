# Reference values of raking and of weighted statistics. Run from the repository's root.
suppressMessages({library(jsonlite); library(survey)})
d <- read.csv("tests/reference/data/weighted.csv", stringsAsFactors = TRUE)
flat <- svydesign(~1, weights = rep(1, nrow(d)), data = d); base <- svydesign(~1, weights = ~weight, data = d)
pop <- list(data.frame(region = c("north", "south", "west"), Freq = c(300, 450, 250)), data.frame(kind = c("day", "evening"), Freq = c(550, 450)))
rk <- function(design) { w <- weights(rake(design, list(~region, ~kind), pop, control = list(maxit = 500, epsilon = 1e-12, verbose = FALSE))); unname(w / mean(w)) }
w1 <- rk(flat); w2 <- rk(base)
s <- subset(base, !is.na(score)); k <- d[!is.na(d$score), ]; dk <- svydesign(~1, weights = ~weight, data = k)
m <- svymean(~score, dk); v <- svyvar(~score, dk); n <- nrow(k)
tt <- svyttest(score ~ kind, dk)
part <- function(x) { g <- svydesign(~1, weights = ~weight, data = x); r <- svymean(~score, g); unname(c(coef(r), SE(r), nrow(x))) }
g <- sapply(split(k, k$kind), part); s2 <- g[2, ]^2; diff <- g[1, 1] - g[1, 2]; df <- sum(s2)^2 / sum(s2^2 / (g[3, ] - 1)); t <- diff / sqrt(sum(s2))
r <- sapply(split(k, k$region), part); wg <- 1 / r[2, ]^2; kk <- ncol(r); mw <- sum(wg * r[1, ]) / sum(wg); h <- sum((1 - wg / sum(wg))^2 / (r[3, ] - 1)) / (kk^2 - 1)
F <- sum(wg * (r[1, ] - mw)^2) / (kk - 1) / (1 + 2 * (kk - 2) * h); df2 <- 1 / (3 * h)
pct <- svymean(~answer, base)
f <- svychisq(~region + answer, base); c1 <- svychisq(~region + answer, base, statistic = "Chisq")
kf <- svychisq(~kind + answer, base)
write_json(list(
  program = paste("R", getRversion()), survey = as.character(packageVersion("survey")),
  rake = w1, rake_base = w2, deff = length(w1) * sum(w1^2) / sum(w1)^2,
  mean = c(coef(m), SE(m), sqrt(coef(v)), n, confint(m, df = degf(dk))),
  design = c(-unname(tt$statistic), tt$parameter, tt$p.value), welch = c(t, df, 2 * pt(-abs(t), df)),
  several = c(F, kk - 1, df2, pf(F, kk - 1, df2, lower.tail = FALSE)),
  percent = 100 * unname(coef(pct)), percent_se = 100 * unname(SE(pct)),
  rao_scott = c(unname(f$statistic), unname(f$parameter), unname(f$p.value)), rao_scott_first = c(unname(c1$statistic), unname(c1$parameter), unname(c1$p.value)),
  rao_scott_kind = c(unname(kf$statistic), unname(kf$parameter), unname(kf$p.value))
), "tests/reference/expected/weighted.json", digits = NA, auto_unbox = TRUE, na = "null")
