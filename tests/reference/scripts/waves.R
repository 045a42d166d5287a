# Reference values of changes between waves and of measurement invariance. Run from the repository's root.
suppressMessages({library(jsonlite); library(survey); library(lavaan)})
d <- read.csv("tests/reference/data/waves.csv"); d$later <- as.numeric(d$wave == 2023)
a <- d[d$wave == 2021, ]; b <- d[d$wave == 2023, ]; num <- function(...) unname(as.numeric(c(...)))
welch <- t.test(b$q1, a$q1)
both <- merge(a[c("id", "q1")], b[c("id", "q1")], by = "id"); both <- both[complete.cases(both), ]
paired <- t.test(both$q1.y, both$q1.x, paired = TRUE)
ok <- d[!is.na(d$q1), ]; des <- svydesign(ids = ~id, weights = ~1, data = ok); g <- svyglm(q1 ~ later, des)
est <- unname(coef(g)[2]); se <- unname(SE(g)[2]); df <- degf(des); half <- qt(.975, df) * se
w <- subset(svydesign(ids = ~1, strata = ~wave, weights = ~weight, data = d), !is.na(q1)); wt <- svyttest(q1 ~ later, w)
wse <- unname(SE(svyglm(q1 ~ later, w))[2])
x <- c(sum(b$q1 >= 5, na.rm = TRUE), sum(a$q1 >= 5, na.rm = TRUE)); n <- c(sum(!is.na(b$q1)), sum(!is.na(a$q1)))
pt <- prop.test(x, n, correct = FALSE); p <- x / n
ci <- sapply(1:2, function(k) prop.test(x[k], n[k], correct = FALSE)$conf.int)
newcombe <- (p[1] - p[2]) + c(-sqrt((p[1] - ci[1, 1])^2 + (ci[2, 2] - p[2])^2), sqrt((ci[2, 1] - p[1])^2 + (p[2] - ci[1, 2])^2))
model <- "f =~ q1 + q2 + q3 + q4 + q5"; items <- paste0("q", 1:5); held <- d[complete.cases(d[items]), ]
run <- function(equal = "", partial = "") cfa(model, held, group = "wave", std.lv = TRUE, meanstructure = TRUE,
  group.equal = equal, group.partial = partial)
fits <- list(configural = run(), metric = run("loadings"), partial_metric = run("loadings", "f=~q4"),
  scalar = run(c("loadings", "intercepts")), partial_scalar = run(c("loadings", "intercepts"), c("f=~q4", "q4~1", "q5~1")))
measures <- lapply(fits, function(f) num(fitmeasures(f, c("chisq", "df", "pvalue", "cfi", "rmsea", "baseline.chisq", "baseline.df"))))
loads <- function(f) { s <- standardizedSolution(f); s <- s[s$op == "=~", ]; lapply(split(s$est.std, s$group), num) }
factor_part <- function(f) { e <- parameterEstimates(f); num(e$est[e$op == "~1" & e$lhs == "f"], e$est[e$op == "~~" & e$lhs == "f" & e$rhs == "f"]) }
lr <- lavTestLRT(fits$configural, fits$metric)
write_json(list(
  program = paste("R", getRversion()), survey = as.character(packageVersion("survey")), lavaan = as.character(packageVersion("lavaan")),
  welch = num(diff(rev(welch$estimate)), welch$statistic, welch$parameter, welch$p.value, welch$conf.int, welch$stderr),
  paired = num(paired$estimate, paired$statistic, paired$parameter, paired$p.value, paired$conf.int, paired$stderr),
  shared = num(est, est / se, df, 2 * pt(-abs(est / se), df), est - half, est + half, se),
  weighted = num(wt$estimate, wt$statistic, wt$parameter, wt$p.value, wse),
  share = num(p[1] - p[2], newcombe, pt$statistic, pt$parameter, pt$p.value),
  fits = measures, standardised = loads(fits$partial_scalar), factor = factor_part(fits$partial_scalar),
  difference = num(lr[2, "Chisq diff"], lr[2, "Df diff"], lr[2, "Pr(>Chisq)"]),
  holm = p.adjust(c(.01, .04, .03, .005), "holm"), bh = p.adjust(c(.01, .04, .03, .005), "BH")
), "tests/reference/expected/waves.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
