# Reference values of estimates and tests in a survey's design. Run from the repository's root.
suppressMessages({library(jsonlite); library(survey)})
all <- read.csv("tests/reference/data/design.csv", stringsAsFactors = TRUE, na.strings = "")
several <- droplevels(subset(all, stratum != "e"))
num <- function(...) unname(as.numeric(c(...)))
ctrl <- list(epsilon = 1e-15, maxit = 100) # glm's errors lag one step behind: the second fit starts at the first
report <- function(d) {
  held <- subset(d, !is.na(score)); m <- svymean(~score, held, deff = "replace")
  total <- svytotal(~score, held); ratio <- svyratio(~score, ~other, subset(d, !is.na(score) & !is.na(other)))
  day <- subset(held, kind == "day"); md <- svymean(~score, day, deff = "replace")
  prop <- svyciprop(~I(answer == "yes"), subset(d, !is.na(answer)), method = "logit", level = 0.95)
  yes <- subset(d, !is.na(answer)); ps <- svymean(~answer, yes)
  q <- svyquantile(~score, held, c(0.1, 0.25, 0.5, 0.75, 0.9), qrule = "school", interval.type = "mean")$score
  tt <- svyttest(score ~ kind, held); g <- svyglm(score ~ region, held); wald <- regTermTest(g, ~region)
  f <- svychisq(~region + answer, d); c1 <- svychisq(~region + answer, d, statistic = "Chisq")
  f2 <- svychisq(~kind + answer, subset(d, region != "west"))
  both <- subset(d, !is.na(score) & !is.na(other)); v <- svyvar(~score + other, both); V <- vcov(v)
  s <- as.matrix(v); r <- s[1, 2] / sqrt(s[1, 1] * s[2, 2])
  gr <- c(-r / (2 * s[1, 1]), 1 / (2 * sqrt(s[1, 1] * s[2, 2])), 1 / (2 * sqrt(s[1, 1] * s[2, 2])), -r / (2 * s[2, 2]))
  se <- sqrt(drop(gr %*% V %*% gr)); df <- degf(both); z <- atanh(r); ze <- se / (1 - r^2); half <- qt(0.975, df) * ze
  lin <- svyglm(score ~ other + I(kind == "evening") + passed, both); lt <- summary(lin)$coefficients
  lf <- regTermTest(lin, ~other + I(kind == "evening") + passed)
  first <<- coef(svyglm(passed ~ score + I(kind == "evening"), held, family = quasibinomial(), control = ctrl))
  logit <- svyglm(passed ~ score + I(kind == "evening"), held, family = quasibinomial(), start = first, control = ctrl); gt <- summary(logit)$coefficients
  gf <- regTermTest(logit, ~score + I(kind == "evening"))
  list(
    degf = degf(d), mean = num(coef(m), SE(m), sqrt(coef(svyvar(~score, held))), deff(m), unwtd.count(~score, d), confint(m, df = degf(held))),
    domain = num(coef(md), SE(md), sqrt(coef(svyvar(~score, day))), deff(md), unwtd.count(~score, day), confint(md, df = degf(day))),
    total = num(coef(total), SE(total)), ratio = num(coef(ratio), SE(ratio)),
    proportion = num(coef(prop), SE(prop), attr(prop, "ci")), proportions = num(coef(ps), SE(ps)),
    quantiles = num(t(q[, 1:4])), ttest = num(-tt$estimate, -tt$statistic, tt$parameter, tt$p.value, SE(svyglm(score ~ kind, held))[2]),
    wald = num(wald$Ftest, wald$df, wald$ddf, wald$p), chisq = num(f$statistic, f$parameter, f$p.value),
    first = num(c1$statistic, c1$parameter, c1$p.value), chisq_domain = num(f2$statistic, f2$parameter, f2$p.value),
    correlation = num(r, se, z / ze, df, 2 * pt(-abs(z / ze), df), tanh(z - half), tanh(z + half)),
    linear = num(t(lt)), linear_f = num(lf$Ftest, lf$df, lf$ddf, lf$p), linear_ci = num(t(confint(lin))),
    logistic = num(t(gt)), logistic_f = num(gf$Ftest, gf$df, gf$ddf, gf$p)
  )
}
lonely <- function(how) {
  options(survey.lonely.psu = how)
  d <- svydesign(~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, data = all)
  m <- svymean(~score, subset(d, !is.na(score))); md <- svymean(~score, subset(d, !is.na(score) & kind == "day"))
  num(coef(m), SE(m), coef(md), SE(md))
}
shown <- function() {
  several$code <- as.numeric(several$answer)
  d <- svydesign(~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, data = several)
  held <- subset(d, !is.na(code)); m <- svyby(~code, ~kind, held, svymean); v <- svyby(~code, ~kind, held, svyvar)
  share <- function(of) { one <- subset(held, kind == of); as.vector(sapply(1:3, function(k) { p <- svyciprop(~tick, update(one, tick = as.numeric(code == k))); num(p, SE(p), attr(p, "ci")) })) }
  tt <- svyttest(code ~ kind, held); f <- svychisq(~answer + kind, d)
  row <- function(k) { one <- subset(held, code == k); p <- svyciprop(~tick, update(one, tick = as.numeric(kind == "day"))); num(p, SE(p), attr(p, "ci")) }
  held <- update(held, pass = passed + 1); v2 <- svyvar(~code + pass, held); s <- as.matrix(v2); r <- s[1, 2] / sqrt(s[1, 1] * s[2, 2])
  gr <- c(-r / (2 * s[1, 1]), 1 / (2 * sqrt(s[1, 1] * s[2, 2])), 1 / (2 * sqrt(s[1, 1] * s[2, 2])), -r / (2 * s[2, 2]))
  z <- atanh(r) / (sqrt(drop(gr %*% vcov(v2) %*% gr)) / (1 - r^2))
  g <- svyglm(code ~ score + I(kind == "evening") + pass, subset(held, !is.na(score)))
  list(rows = as.vector(sapply(1:3, row)), correlation = num(r, 2 * pt(-abs(z), degf(held))), regression = num(t(summary(g)$coefficients[, c(1, 2, 4)])),
       means = num(coef(m), SE(m), sqrt(coef(v))), day = share("day"), evening = share("evening"),
       ttest = num(-tt$statistic, tt$parameter, tt$p.value), chisq = num(f$statistic, f$parameter, f$p.value))
}
write_json(list(
  program = paste("R", getRversion()), survey = as.character(packageVersion("survey")),
  weights = report(svydesign(~1, weights = ~weight, data = several)),
  strata = report(svydesign(~1, strata = ~stratum, weights = ~weight, data = several)),
  clusters = report(svydesign(~cluster, weights = ~weight, data = several)),
  full = report(svydesign(~cluster, strata = ~stratum, weights = ~weight, data = several)),
  fpc = report(svydesign(~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, data = several)),
  nested = report(svydesign(~within, strata = ~stratum, weights = ~weight, fpc = ~population, nest = TRUE, data = several)),
  drawn = report(svydesign(~cluster, strata = ~stratum, fpc = ~population, data = several)),
  shown = shown(),
  lonely = sapply(c("adjust", "average", "remove"), lonely, simplify = FALSE)
), "tests/reference/expected/design.json", digits = NA, auto_unbox = TRUE, na = "null")
