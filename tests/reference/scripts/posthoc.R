# Reference values of pairwise comparisons. Run from the repository's root.
suppressMessages({library(jsonlite); library(rstatix)})
d <- read.csv("tests/reference/data/groups.csv", stringsAsFactors = TRUE); d <- d[!is.na(d$value), ]
tk <- TukeyHSD(aov(value ~ group, d))$group            # rows b-a, c-a, d-a, c-b, d-b, d-c
gh <- games_howell_test(d, value ~ group, detailed = TRUE)
m <- tapply(d$value, d$group, mean); v <- tapply(d$value, d$group, var); n <- tapply(d$value, d$group, length)
pairs <- combn(levels(d$group), 2)
gh_base <- apply(pairs, 2, function(p) { s <- v[p] / n[p]; se <- sqrt(sum(s)); df <- sum(s)^2 / sum(s^2 / (n[p] - 1))
  diff <- m[p[1]] - m[p[2]]; q <- abs(diff) / (se / sqrt(2)); h <- qtukey(.95, 4, df) * se / sqrt(2)
  unname(c(diff, se, df, ptukey(q, 4, df, lower.tail = FALSE), diff - h, diff + h)) })
dn <- dunn_test(d, value ~ group, p.adjust.method = "holm", detailed = TRUE)
p <- c(.001, .02, .04, .03, NA, .5, .04)
write_json(list(
  program = paste("R", getRversion()), rstatix = as.character(packageVersion("rstatix")),
  tukey = tk[, c("diff", "lwr", "upr", "p adj")],
  games_howell = t(gh_base), games_howell_rstatix = as.matrix(gh[, c("estimate", "conf.low", "conf.high", "statistic", "df", "p.adj")]),
  dunn = as.matrix(dn[, c("estimate", "statistic", "p", "p.adj")]), dunn_bonferroni = p.adjust(dn$p, "bonferroni"),
  p = p, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH"), bonferroni = p.adjust(p, "bonferroni")
), "tests/reference/expected/posthoc.json", digits = NA, auto_unbox = TRUE, na = "null")
