# Makes tests/Attune.Measurement.Tests/Certified/clusters.json: simulated people in groups some of whom did not answer, with
# what two other programs that impute with a level for each group pool from many imputations. Rscript reference/clusters.R
suppressMessages({library(mice); library(jomo); library(jsonlite)})
set.seed(20265)
groups <- 30; size <- 8; n <- groups * size
d <- data.frame(group = rep(seq_len(groups), each = size), x = round(rnorm(n), 3))
d$arm <- d$group %% 2
d$y <- round(1 + .5 * d$x + .3 * d$arm + rnorm(groups, 0, .6)[d$group] + rnorm(n, 0, .8), 3)
d$y[runif(n) < plogis(-.8 - d$x)] <- NA
# A group of whom nobody answered.
d$y[d$group == 7] <- NA
m <- 1000

fits <- function(values) t(sapply(seq_len(ncol(values)), function(i) { full <- d$y; full[is.na(d$y)] <- values[, i]; coef(lm(full ~ d$arm + d$x)) }))
told <- function(values) { b <- fits(values); list(mean = unname(colMeans(b)), between = unname(apply(b, 2, sd)), spread = mean(apply(values, 2, sd))) }

where <- which(is.na(d$y))
pred <- make.predictorMatrix(d); pred["y", ] <- c(-2, 1, 1, 0)
one <- mice(d, m = m, method = c("", "", "", "2l.pan"), predictorMatrix = pred, maxit = 1, printFlag = FALSE, seed = 4)
two <- jomo1rancon(d["y"], data.frame(cons = 1, x = d$x, arm = d$arm), clus = d$group, nburn = 500, nbetween = 50, nimp = m, output = 0)
out <- list(`_meta` = list(R = R.version.string, packages = lapply(list(mice = "mice", pan = "pan", jomo = "jomo"), function(p) as.character(packageVersion(p)))),
  imputations = m, data = as.list(d), missing_in_empty_group = sum(d$group[where] == 7),
  pan = told(as.matrix(one$imp$y)), jomo = told(matrix(two$y[two$Imputation > 0], n)[where, ]))
write_json(out, "tests/Attune.Measurement.Tests/Certified/clusters.json", digits = NA, auto_unbox = TRUE, na = "null")
