# Reference values of the factor analyses. Run from the repository's root: Rscript <this file>
suppressMessages({library(psych); library(jsonlite)})
items <- na.omit(read.csv("tests/reference/data/factor_items.csv"))
R <- cor(items); n <- nrow(items); p <- ncol(items)
plain <- function(x) unname(unclass(as.matrix(x)))

# rotations run to convergence (the default eps is 1e-5), then compared without that noise
tight_varimax <- function(L, normalize) stats::varimax(L, normalize = normalize, eps = 1e-15)$loadings
tight_promax <- function(L) {            # psych's kaiser(L, rotate = "Promax") on converged varimax
  h <- sqrt(rowSums(L^2)); pro <- psych::kaiser(unclass(tight_varimax(L / h, TRUE)) * h, rotate = "Promax")
  list(loadings = plain(pro$loadings), phi = plain(pro$Phi))
}
tight_oblimin <- function(L, normalize) {
  ob <- GPArotation::oblimin(L, normalize = normalize, eps = 1e-8, maxit = 100000)
  list(loadings = plain(ob$loadings), phi = plain(ob$Phi))
}
solution <- function(fm, rotate) {       # psych's own defaults
  f <- fa(R, 3, n.obs = n, fm = fm, rotate = rotate)
  list(loadings = plain(f$loadings), phi = if (is.null(f$Phi)) NULL else plain(f$Phi),
       structure = plain(f$Structure), communality = unname(f$communality),
       explained = unname(f$Vaccounted[1, ] / p))
}
pa <- fa(R, 3, n.obs = n, fm = "pa", rotate = "none", SMC = TRUE, min.err = 1e-15, max.iter = 100000)
L <- plain(pa$loadings)
ml <- factanal(covmat = R, n.obs = n, factors = 3, rotation = "none",
               control = list(opt = list(factr = 1, pgtol = 0, maxit = 10000)))
one <- fa(R, 1, n.obs = n, fm = "minres")
kmo <- KMO(R); bartlett <- cortest.bartlett(R, n = n)
parallel <- { set.seed(1); sim <- replicate(2000, eigen(cor(matrix(rnorm(n * p), n)))$values)
  q95 <- apply(sim, 1, quantile, .95)
  list(mean = rowMeans(sim), q95 = q95, suggested = sum(cumprod(eigen(R)$values > q95))) }
reduced <- R; diag(reduced) <- smc(R)
poly <- read.csv("tests/reference/data/factor_items.csv")[, 1:5]; poly <- na.omit(poly)
pairs <- combn(5, 2)
polychor <- apply(pairs, 2, function(k) polycor::polychor(table(poly[[k[1]]], poly[[k[2]]])))
psych_poly <- psych::polychoric(poly)
poly_fa <- fa(psych_poly$rho, 1, n.obs = nrow(poly), fm = "minres")
write_json(list(
  program = paste("R", getRversion(), "psych", packageVersion("psych"), "GPArotation",
                  packageVersion("GPArotation"), "polycor", packageVersion("polycor")),
  n = n, kmo = kmo$MSA, kmo_per_item = unname(kmo$MSAi), bartlett = unlist(bartlett, use.names = FALSE),
  smc = unname(smc(R)), eigenvalues = eigen(R)$values, reduced_eigenvalues = eigen(reduced)$values,
  paf = L, ml = plain(ml$loadings), ml_uniquenesses = unname(ml$uniquenesses),
  one_factor = plain(one$loadings),
  paf_varimax = plain(tight_varimax(L, TRUE)), paf_varimax_raw = plain(tight_varimax(L, FALSE)),
  paf_promax = tight_promax(L),
  paf_oblimin = tight_oblimin(L, FALSE), paf_oblimin_kaiser = tight_oblimin(L, TRUE),
  default = list(
    minres_none = solution("minres", "none"), minres_varimax = solution("minres", "varimax"),
    minres_promax = solution("minres", "promax"), minres_oblimin = solution("minres", "oblimin"),
    ml_none = solution("ml", "none"), ml_oblimin = solution("ml", "oblimin")),
  parallel = parallel, polychor = polychor, psych_polychoric = plain(psych_poly$rho),
  psych_tau = plain(psych_poly$tau),
  polychoric_factor = plain(poly_fa$loadings)
), "tests/reference/expected/factor.json", digits = NA, auto_unbox = TRUE, pretty = FALSE)
