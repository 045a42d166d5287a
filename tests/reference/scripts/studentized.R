# R 4.2.2: the upper tail of the studentized range
g <- expand.grid(q = c(0.5, 2, 3.5, 6), k = c(2, 3, 5, 7), df = c(3, 12.5, 80, 700))
options(digits = 15)
g$p <- ptukey(g$q, g$k, g$df, lower.tail = FALSE)
write.csv(g, "tests/reference/expected/studentized.csv", row.names = FALSE)
