# Regression with clustered errors, intraclass correlation, maximum likelihood factors.
# R 4.2.2, sandwich, lme4, stats; run in tests/reference.
options(digits = 15)
library(sandwich); suppressMessages(library(lme4))
d <- read.csv("data/clusters.csv")
m <- lm(y ~ age + leader, d)
V <- vcovCL(m, cluster = d$school, type = "HC1")
print(coef(m)); print(sqrt(diag(V)))
t <- coef(m) / sqrt(diag(V)); print(2 * pt(-abs(t), 8)); print(coef(m) - qt(.975, 8) * sqrt(diag(V)))
b <- coef(m)[-1]; print(drop(t(b) %*% solve(V[-1, -1]) %*% b) / 2)
icc <- function(f, data) { v <- as.data.frame(VarCorr(lmer(f, data, control = lmerControl(optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-14)))))$vcov; print(v); print(v[1] / sum(v)) }
icc(y ~ 1 + (1 | school), d)
icc(age ~ 1 + (1 | school), d)
f <- read.csv("data/local_optimum.csv")
a <- factanal(f, 2, rotation = "none", control = list(nstart = 20)); print(a$criteria[1]); print(a$uniquenesses)
x1 <- 1e-6 * (1:12); x2 <- 1e9 * c(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8); y <- c(2, 4, 3, 5, 6, 9, 5, 8, 8, 7, 9, 13)
m <- lm(y ~ x1 + x2); s <- summary(m); print(s$r.squared); print(coef(s)[, 1:3]); print(s$fstatistic); print(sqrt(diag(vcovHC(m, "HC3"))))
