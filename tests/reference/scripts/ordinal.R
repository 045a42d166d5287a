# Reference values of ordinal association. Run from the repository's root.
# Standard errors come from the delta method with a numerical gradient under the multinomial.
suppressMessages({library(jsonlite); library(numDeriv)})
d <- read.csv("tests/reference/data/crosstab.csv"); t <- unclass(table(d$x, d$y)); n <- sum(t); dm <- dim(t)
pq <- function(p) { p <- matrix(p, dm[1]); C <- D <- 0
  for (i in 1:dm[1]) for (j in 1:dm[2]) for (k in 1:dm[1]) for (l in 1:dm[2]) { s <- sign((k - i) * (l - j))
    if (s > 0) C <- C + p[i, j] * p[k, l]; if (s < 0) D <- D + p[i, j] * p[k, l] }
  list(C = C, D = D, p = p) }
gamma <- function(p) with(pq(p), (C - D) / (C + D))
tau_b <- function(p) with(pq(p), (C - D) / sqrt((sum(p)^2 - sum(rowSums(p)^2)) * (sum(p)^2 - sum(colSums(p)^2))))
tau_c <- function(p) { m <- min(dm); with(pq(p), m * (C - D) / (m - 1)) }
p <- as.vector(t) / n; V <- (diag(p) - outer(p, p)) / n
se <- function(f) { g <- grad(f, p, method.args = list(eps = 1e-5, r = 6)); sqrt(drop(t(g) %*% V %*% g)) }
diff <- function(p) with(pq(p), C - D)
null <- function(scale) se(diff) * scale   # ASE0: only the difference varies
s <- pq(p); b <- sqrt((1 - sum(rowSums(s$p)^2)) * (1 - sum(colSums(s$p)^2)))
write_json(list(
  program = paste("R", getRversion()), numDeriv = as.character(packageVersion("numDeriv")),
  gamma = c(gamma(p), se(gamma), null(1 / (s$C + s$D))),
  tau_b = c(tau_b(p), se(tau_b), null(1 / b)), tau_b_cor = cor(d$x, d$y, method = "kendall"),
  tau_c = c(tau_c(p), se(tau_c), null(min(dm) / (min(dm) - 1)))
), "tests/reference/expected/ordinal.json", digits = NA, auto_unbox = TRUE, na = "null")
