# A file of summaries: numbers, but for the columns that name something.
summaries_of <- function(name) {
  table <- read.csv(name, colClasses = "character", na.strings = "", check.names = FALSE)
  for (column in setdiff(names(table), c("name", "outcome", "arm", "measure", "wave", "cluster", "variable", "side", "step"))) table[[column]] <- as.numeric(table[[column]])
  table
}
by_arm <- summaries_of("summaries.csv")

# Counts are summaries already and are taken as they are.
counts <- summaries_of("counts.csv")
for (i in seq_len(nrow(counts))) put(counts$name[i], counts$value[i])

# Least squares from means and centred cross-products of the predictors and the outcome, cluster by cluster; with clusters, CR2
# errors and Satterthwaite degrees of freedom. Of a cluster, X g(X'X) is all that is needed, so no row is.
fit <- function(moments, clustered) {
  names_of <- unique(moments$variable); y <- length(names_of)
  parts <- lapply(split(moments, moments$cluster), function(m) list(n = m$n[1], mean = m$mean, cross = as.matrix(m[, names_of])))
  n <- sum(sapply(parts, function(p) p$n))
  centre <- Reduce(`+`, lapply(parts, function(p) p$n * p$mean)) / n
  # With a column of ones, about the mean of everyone.
  full <- lapply(parts, function(p) { d <- p$mean - centre; rbind(c(p$n, p$n * d), cbind(p$n * d, p$cross + p$n * d %*% t(d))) })
  total <- Reduce(`+`, full)
  keep <- c(1, 1 + which(diag(total)[seq_len(y)[-1]] > 0))
  X <- total[keep, keep, drop = FALSE]; M <- chol2inv(chol(X)); b <- as.numeric(M %*% total[keep, y + 1])
  p <- length(keep)
  if (!clustered) {
    se <- sqrt(diag(M) * as.numeric(total[y + 1, y + 1] - b %*% total[keep, y + 1]) / (n - p)); df <- rep(n - p, p)
  } else {
    L <- t(chol(M))
    own <- lapply(full, function(S) { G <- S[keep, keep, drop = FALSE]; list(G = G, A = L %*% root_inverse(diag(p) - t(L) %*% G %*% L) %*% t(L), u = S[keep, y + 1] - G %*% b) })
    se <- df <- numeric(p)
    for (k in seq_len(p)) {
      ends <- lapply(own, function(g) g$A[, k])
      se[k] <- sqrt(sum(mapply(function(g, a) sum(a * g$u)^2, own, ends)))
      reach <- matrix(mapply(function(g, a) g$G %*% a, own, ends), nrow = p)
      P <- diag(mapply(function(g, a) sum(a * (g$G %*% a)), own, ends)) - t(reach) %*% M %*% reach
      df[k] <- sum(diag(P))^2 / sum(P^2)
    }
  }
  names(b) <- names(se) <- names(df) <- c("(intercept)", names_of[-y])[keep]
  list(b = b, se = se, df = df, n = n, mean = centre[y])
}

# Arms of which too few people or groups gave the outcome have counts and no effect.
outcome <- function(id, estimated = if (is.null(comparison)) arms else setdiff(arms, comparison), primary = FALSE, clustered = FALSE, lead_imputed = FALSE, reliability = NULL) {
  own <- by_arm[by_arm$outcome == id, ]
  own <- own[match(arms, own$arm), ]
  for (i in seq_along(arms)) {
    put(paste0(id, ".missing.", arms[i]), own$people[i] - own$n[i])
    if (!is.na(own$mean[i])) { level_name <- paste0(id, ".level.", arms[i]); put(paste0(level_name, ".n"), own$n[i]); put(paste0(level_name, ".mean"), own$mean[i]); put(paste0(level_name, ".sd"), sqrt(own$ss[i] / (own$n[i] - 1))) }
  }
  if (!is.null(reliability)) change(id, reliability)
  moments <- paste0("moments-", id, ".csv"); draws <- paste0("draws-", id, ".csv")
  model <- if (file.exists(moments)) fit(summaries_of(moments), clustered)
  if (is.null(comparison)) {
    name <- paste0(id, ".", arms[1])
    if (length(estimated) == 0) return(invisible())
    if (clustered && !is.null(model)) {
      effect(paste0(name, ".answered"), model$mean, model$se[[1]], model$df[[1]])
      if (primary) leading <<- c(leading, setNames(figures[[paste0(name, ".answered.p")]], name))
    } else if (!clustered && !is.na(own$mean_change[1])) {
      effect(paste0(name, ".answered"), own$mean_change[1], sqrt(own$ss_change[1] / (own$n_change[1] - 1) / own$n_change[1]), own$n_change[1] - 1)
      if (primary) leading <<- c(leading, setNames(figures[[paste0(name, ".answered.p")]], name))
    } else if (primary) leading <<- c(leading, setNames(NA, name))
    return(invisible())
  }
  drawn <- if (file.exists(draws)) summaries_of(draws)
  for (a in setdiff(arms, comparison)) {
    name <- paste0(id, ".", a); column <- paste0("arm=", a)
    lost <- function(arm) { i <- match(arm, arms); c(own$people[i] - own$n[i], own$n[i]) }
    put(paste0(name, ".missing.p"), fisher.test(rbind(lost(a), lost(comparison)))$p.value)
    if (!a %in% estimated) next
    if (!is.null(model)) {
      effect(paste0(name, ".answered"), model$b[[column]], model$se[[column]], model$df[[column]])
      if (!clustered && length(arms) == 2 && !anyNA(own$ss)) put_g(name, model$b[[column]], sqrt(sum(own$ss) / (model$n - 2)), model$n - 2)
    }
    if (!is.null(drawn)) for (part in split(drawn[drawn$arm == a, ], paste(drawn$side, drawn$step)[drawn$arm == a])) {
      one <- pooled(part$estimate, part$se, part$df[1])
      effect(paste0(name, if (is.na(part$side[1])) ".imputed" else paste0(".delta.", part$side[1], ".", part$step[1])), one$value, one$se, one$df)
      if (is.na(part$side[1])) put(paste0(name, ".imputed.fmi"), one$fmi)
    }
    lead <- figures[[paste0(name, if (lead_imputed) ".imputed.p" else ".answered.p")]]
    if (primary) leading <<- c(leading, setNames(if (is.null(lead)) NA else lead, name))
  }
}

change <- function(id, reliability) {
  before <- summaries_of("before.csv"); before <- before[before$outcome == id, ]
  if (nrow(before) == 1) put(paste0(id, ".change.threshold"), 1.96 * sqrt(before$ss / (before$n - 1)) * sqrt(2) * sqrt(1 - reliability))
  worse <- lapply(arms, function(a) { n <- lapply(c("deteriorated", "unchanged", "improved"), function(kind) figures[[paste0(id, ".change.", a, ".", kind)]]); if (!any(sapply(n, is.null))) c(n[[1]], n[[2]] + n[[3]]) })
  if (length(arms) == 2 && !any(sapply(worse, is.null))) put(paste0(id, ".change.p"), fisher.test(do.call(rbind, worse))$p.value)
}

if (file.exists("items.csv")) { items <- summaries_of("items.csv"); for (i in seq_len(nrow(items))) { k <- items$items[i]
  put_alpha(paste0("alpha.", items$measure[i], ".", items$wave[i], ".", items$arm[i]), k / (k - 1) * (1 - items$variances[i] / items$variance[i]), items$n[i], k) } }
if (file.exists("twice.csv")) { twice <- summaries_of("twice.csv"); for (i in seq_len(nrow(twice))) { name <- paste0("retest.", twice$measure[i]); n <- twice$n[i]; r <- twice$cross[i] / sqrt(twice$ss_first[i] * twice$ss_second[i])
  put(paste0(name, ".r"), r); put(paste0(name, ".n"), n); half <- qnorm(1 - (1 - level) / 2) / sqrt(n - 3); put(paste0(name, ".low"), tanh(atanh(r) - half)); put(paste0(name, ".high"), tanh(atanh(r) + half)) } }
if (file.exists("guesses.csv")) { guesses <- summaries_of("guesses.csv"); for (i in seq_len(nrow(guesses))) put_bang(guesses$arm[i], guesses$mean[i], guesses$mean_square[i], guesses$n[i]) }

