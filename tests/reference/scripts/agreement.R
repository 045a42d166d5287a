# Reference values of coder agreement. Run from the repository's root.
# Krippendorff's alpha is computed from its definition over all pairs of values (the program of
# the package computes it from coincidences).
suppressMessages({library(jsonlite); library(psych); library(vcd)})
d <- read.csv("tests/reference/data/coders.csv"); cc <- d[complete.cases(d$coder1, d$coder2), ]
t <- table(factor(cc$coder1, 1:4), factor(cc$coder2, 1:4))
ck <- suppressWarnings(cohen.kappa(t)); K <- Kappa(t, weights = "Equal-Spacing"); Q <- Kappa(t, weights = "Fleiss-Cohen")
alpha <- function(m, type) {
  m <- as.matrix(m); m <- m[rowSums(!is.na(m)) > 1, ]; v <- m[!is.na(m)]; n <- length(v); f <- function(c) sum(v == c)
  delta <- function(a, b) { if (a == b) return(0); lo <- min(a, b); hi <- max(a, b)
    switch(type, nominal = 1, interval = (a - b)^2, ratio = ((a - b) / (a + b))^2,
      ordinal = (sum(v >= lo & v <= hi) - (f(lo) + f(hi)) / 2)^2) }
  Do <- sum(apply(m, 1, function(u) { u <- u[!is.na(u)]; sum(outer(u, u, Vectorize(delta))) / (length(u) - 1) })) / n
  De <- sum(outer(v, v, Vectorize(delta))) / (n * (n - 1)); 1 - Do / De }
types <- c("nominal", "ordinal", "interval", "ratio")
write_json(list(
  program = paste("R", getRversion()), psych = as.character(packageVersion("psych")), vcd = as.character(packageVersion("vcd")),
  kappa = c(ck$kappa, sqrt(ck$var.kappa), ck$n.obs), vcd_unweighted = unname(K$Unweighted), linear = unname(K$Weighted), quadratic = unname(Q$Weighted),
  psych_quadratic = ck$weighted.kappa,
  krippendorff = sapply(types, function(type) alpha(d, type), USE.NAMES = FALSE)
), "tests/reference/expected/agreement.json", digits = NA, auto_unbox = TRUE, na = "null")
