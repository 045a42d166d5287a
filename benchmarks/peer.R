# What a researcher writes in R: the same five files, the indices, tests, 30 figures and the tables.
#
#     Rscript benchmarks/peer.R data/raw/2021-syntetisk FOLDER
#
# Six indices with factor analyses and alpha, group means with tests, crosstabs with chi-square, one
# figure of means and one of shares for each of 15 batteries (PNG and PDF), every table as CSV.
suppressPackageStartupMessages({
  library(haven)
  library(psych)
  library(ggplot2)
})

given <- commandArgs(trailingOnly = TRUE)
source_folder <- given[1]
target <- given[2]
dir.create(file.path(target, "figures"), recursive = TRUE, showWarnings = FALSE)
dir.create(file.path(target, "tables"), showWarnings = FALSE)

read_survey <- function(name) {
  as.data.frame(zap_labels(read_sav(file.path(source_folder, paste0(name, ".sav")))))
}
save_table <- function(table, name) {
  write.csv(table, file.path(target, "tables", paste0(name, ".csv")), row.names = FALSE)
}
of <- function(frame, inside) frame[which(inside), ]

surveys <- sapply(
  c("nettverk", "samarbeidsforum", "skoleledere", "tillitsvalgte", "uh"),
  read_survey, simplify = FALSE
)
unions <- surveys$tillitsvalgte
groups <- list(
  "Samarbeidsforum" = surveys$samarbeidsforum,
  "Kompetansenettverk" = surveys$nettverk,
  "Universitet/høyskole" = surveys$uh,
  "Kommunal skoleeier" = of(surveys$nettverk, surveys$nettverk$rolle_kommunal_eier == 1),
  "Skoleleder" = surveys$skoleledere,
  "Hovedtillitsvalgt" = of(unions, unions$verv_hoved == 1 & unions$verv_arbeidsplass == 0),
  "Arbeidsplasstillitsvalgt" = of(unions, unions$verv_arbeidsplass == 1)
)

# The indices -----------------------------------------------------------------------------------
indices <- list(
  samarbeid = list(upto = c(3.5, 4.25), items = c(
    "maal_forbedrer", "maal_felles_forstaelse", "maal_evaluerer", "ledelse_diskusjoner",
    "ledelse_til_orde", "ledelse_uenigheter", "samarbeid_planlegging", "maal_klare",
    "ledelse_tydelig", "ledelse_naar_maal", "funksjon_utvikling"
  )),
  krevende = list(upto = c(1.9, 2.9), items = c(
    "krevende_oversikt", "krevende_synliggjore", "krevende_gjennomslag", "krevende_formidle",
    "krevende_tid"
  )),
  "uh-omfang" = list(upto = c(3.0, 3.9), items = c(
    "uhs_kartlegging", "uhs_prioritering", "uhs_planlegging", "uhs_evaluering", "uha_skoleeier",
    "uha_ledergruppe", "uha_laererkollegiet"
  )),
  "uh-kvalitet" = list(upto = c(3.0, 4.2), items = c(
    "uhk_tett", "uhk_likeverdig", "uhk_felles", "uhk_interessert", "uhk_kapasitet"
  )),
  innretning = list(upto = c(3.7, 4.7), items = c(
    "tiltak_kollektive", "tiltak_tilpasset", "tiltak_planer"
  )),
  virkninger = list(upto = c(3.5, 4.25), items = c(
    "ordning_ingen_betydning", "ordning_kostnader", "virkning_skoleeier", "virkning_skoleleder",
    "virkning_undervisning", "virkning_laeringsmiljo", "virkning_laering",
    "virkning_laererutdanning"
  ))
)
reversed <- c("ordning_ingen_betydning", "ordning_kostnader")

owners <- groups[["Kommunal skoleeier"]]
owners[reversed] <- 6 - owners[reversed]
for (name in names(indices)) {
  items <- owners[indices[[name]]$items]
  complete <- na.omit(items)
  factors <- fa(complete, nfactors = 1, fm = "pa")
  reliability <- psych::alpha(items, check.keys = FALSE, warnings = FALSE)
  save_table(
    data.frame(
      item = colnames(items), mean = colMeans(items, na.rm = TRUE),
      sd = apply(items, 2, sd, na.rm = TRUE), loading = as.numeric(factors$loadings),
      communality = factors$communality, alpha_without = reliability$alpha.drop$raw_alpha
    ),
    paste0("indeks-", name)
  )
  save_table(
    data.frame(
      n = nrow(complete), alpha = reliability$total$raw_alpha, kmo = KMO(complete)$MSA,
      bartlett = cortest.bartlett(cor(complete), nrow(complete))$chisq,
      eigenvalue = paste(round(factors$values, 3), collapse = " ")
    ),
    paste0("faktor-", name)
  )
  owners[[name]] <- ifelse(rowSums(!is.na(items)) == ncol(items), rowMeans(items), NA)
  owners[[paste0(name, "_klasse")]] <- cut(owners[[name]], c(-Inf, indices[[name]]$upto, Inf))
}
save_table(
  cor(owners[names(indices)], use = "pairwise.complete.obs"), "indekser-korrelasjon"
)

# Crosstabs of the indices' classes -------------------------------------------------------------
for (name in names(indices)) {
  for (by in c("fylke", "stilling", "aar_i_nettverk")) {
    counts <- table(owners[[paste0(name, "_klasse")]], owners[[by]])
    counts <- counts[, colSums(counts) > 0, drop = FALSE]
    test <- suppressWarnings(chisq.test(counts[rowSums(counts) > 0, , drop = FALSE]))
    table <- as.data.frame(prop.table(counts, 2))
    save_table(
      cbind(table, n = as.vector(counts), chi2 = unname(test$statistic), p = test$p.value),
      paste0("krysstabell-", name, "-", by)
    )
  }
}

# Batteries: means and shares by group, with tests ----------------------------------------------
batteries <- c(
  "maal", "funksjon", "ledelse", "delta", "krevende", "uhs", "uha", "uhk", "kart", "stv", "eier",
  "tiltak", "laerer", "virkning", "ordning"
)

answers_to <- function(item) {
  having <- Filter(function(group) item %in% names(group), groups)
  do.call(rbind, lapply(names(having), function(name) {
    data.frame(item = item, group = name, value = as.numeric(having[[name]][[item]]))
  }))
}
described <- function(values) {
  n <- sum(!is.na(values))
  mean <- mean(values, na.rm = TRUE)
  sd <- sd(values, na.rm = TRUE)
  half <- if (n > 1) qt(.975, n - 1) * sd / sqrt(n) else NA
  c(n = n, mean = mean, sd = sd, low = mean - half, high = mean + half)
}
tested <- function(answers) {
  answers <- na.omit(answers)
  if (length(unique(answers$group)) < 2) return(NULL)
  welch <- oneway.test(value ~ group, answers)
  chi <- suppressWarnings(chisq.test(table(answers$group, answers$value)))
  kruskal <- kruskal.test(value ~ factor(group), answers)
  data.frame(
    item = answers$item[1], f = welch$statistic, p = welch$p.value, chi2 = chi$statistic,
    p_chi2 = chi$p.value, h = kruskal$statistic, p_h = kruskal$p.value
  )
}
save_figure <- function(plot, name, items) {
  for (format in c("png", "pdf")) {
    ggsave(
      file.path(target, "figures", paste0(name, ".", format)), plot,
      width = 16, height = 4 + 2 * items, units = "cm", dpi = 200
    )
  }
}

for (battery in batteries) {
  pattern <- paste0("^", battery, "_")
  items <- unique(unlist(lapply(groups, function(group) grep(pattern, names(group), value = TRUE))))
  by_item <- lapply(items, answers_to)
  answers <- do.call(rbind, by_item)
  means <- aggregate(value ~ item + group, answers, described, na.action = na.pass)
  means <- cbind(means[c("item", "group")], means$value)
  save_table(means, paste0("snitt-", battery))
  save_table(do.call(rbind, lapply(by_item, tested)), paste0("tester-", battery))
  counts <- as.data.frame(table(answers[c("item", "group", "value")]))
  totals <- aggregate(Freq ~ item + group, counts, sum)
  shares <- merge(counts, totals, by = c("item", "group"), suffixes = c("", "_all"))
  shares <- shares[shares$Freq_all > 0, ]
  shares$share <- 100 * shares$Freq / shares$Freq_all
  save_table(shares, paste0("andeler-", battery))
  save_figure(
    ggplot(means[means$n > 0, ], aes(mean, item, fill = group)) +
      geom_col(position = position_dodge(.8), width = .8) +
      geom_errorbarh(aes(xmin = low, xmax = high), position = position_dodge(.8), height = .3) +
      coord_cartesian(xlim = c(1, 5)) +
      labs(x = "Gjennomsnitt", y = NULL, fill = NULL) +
      theme_minimal() + theme(legend.position = "bottom"),
    paste0("snitt-", battery), length(items)
  )
  save_figure(
    ggplot(shares, aes(share, group, fill = value)) +
      geom_col(position = position_stack(reverse = TRUE)) +
      geom_text(
        aes(label = ifelse(share >= 8, round(share), "")),
        position = position_stack(vjust = .5, reverse = TRUE), size = 2.5
      ) +
      facet_wrap(~item, ncol = 1) +
      scale_fill_brewer(palette = "RdBu") +
      labs(x = "Prosent", y = NULL, fill = NULL) +
      theme_minimal() + theme(legend.position = "bottom"),
    paste0("andeler-", battery), length(items)
  )
}
