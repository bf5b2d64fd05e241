people <- read.csv("people.csv", na.strings = "", colClasses = @classes@, check.names = FALSE)

# The columns of the model: ones, arms, the score before (its mean where missing), strata or pairs.
design <- function(before = NULL, levels_of = NULL) {
  X <- matrix(1, nrow(people), 1, dimnames = list(NULL, "(intercept)"))
  for (a in setdiff(arms, comparison)) X <- cbind(X, matrix(as.numeric(people$arm == a), dimnames = list(NULL, paste0("arm=", a))))
  if (!is.null(before)) {
    b <- people[[before]]
    b[is.na(b)] <- mean(b, na.rm = TRUE)
    X <- cbind(X, matrix(b, dimnames = list(NULL, before)))
  }
  if (!is.null(levels_of)) {
    values <- ifelse(is.na(people[[levels_of]]), "", people[[levels_of]])
    for (v in sorted(values)[-1]) X <- cbind(X, matrix(as.numeric(values == v), dimnames = list(NULL, paste0(levels_of, "=", v))))
  }
  X
}

# Least squares; with clusters, CR2 errors and Satterthwaite degrees of freedom (Pustejovsky and Tipton 2018).
fit <- function(X, y, cluster = NULL) {
  use <- !is.na(y)
  X <- X[use, , drop = FALSE]; y <- y[use]
  vary <- c(TRUE, apply(X[, -1, drop = FALSE], 2, function(x) max(x) > min(x)))[seq_len(ncol(X))]
  X <- X[, vary, drop = FALSE]
  q <- qr(X, tol = 1e-12)
  b <- setNames(qr.coef(q, y), colnames(X)); r <- y - X %*% b
  M <- chol2inv(qr.R(q))
  n <- length(y); p <- ncol(X)
  if (is.null(cluster)) {
    se <- sqrt(diag(M) * sum(r^2) / (n - p)); df <- rep(n - p, p)
  } else {
    cluster <- cluster[use]
    groups <- split(seq_len(n), cluster)
    H <- X %*% M %*% t(X)
    adjusted <- lapply(groups, function(g) root_inverse(diag(length(g)) - H[g, g, drop = FALSE]))
    scores <- matrix(sapply(seq_along(groups), function(i) t(X[groups[[i]], , drop = FALSE]) %*% adjusted[[i]] %*% r[groups[[i]]]), nrow = p)
    se <- sqrt(diag(M %*% (scores %*% t(scores)) %*% M))
    df <- sapply(seq_len(p), function(k) {
      P <- sapply(seq_along(groups), function(i) {
        g <- groups[[i]]
        a <- adjusted[[i]] %*% X[g, , drop = FALSE] %*% M[, k]
        v <- -H[, g, drop = FALSE] %*% a
        v[g] <- v[g] + a
        v
      })
      S <- t(P) %*% P
      sum(diag(S))^2 / sum(S^2)
    })
  }
  list(b = b, se = setNames(se, colnames(X)), df = setNames(df, colnames(X)), n = n, X = X, y = y)
}

of_fits <- function(fits, column) pooled(sapply(fits, function(f) f$b[[column]]), sapply(fits, function(f) f$se[[column]]), fits[[1]]$df[[column]])


# Arms of which too few people or groups gave the outcome have counts and no effect.
outcome <- function(id, y_name, before = NULL, levels_of = NULL, higher, estimated = setdiff(arms, comparison), imputed = FALSE, delta = 0, lead_imputed = FALSE, primary = FALSE, clustered = FALSE, reliability = NULL) {
  y <- people[[y_name]]
  cluster <- if (clustered) people$cluster else NULL
  counts <- sds <- c()
  for (a in arms) {
    ya <- y[people$arm == a & !is.na(y)]
    counts <- c(counts, length(ya)); sds <- c(sds, if (length(ya) > 1) sd(ya) else NA)
    if (length(ya) >= smallest) { put(paste0(id, ".level.", a, ".n"), length(ya)); put(paste0(id, ".level.", a, ".mean"), mean(ya)); put(paste0(id, ".level.", a, ".sd"), sd(ya)) }
    put(paste0(id, ".missing.", a), sum(people$arm == a & is.na(y)))
  }
  spread <- sqrt(sum(((counts - 1) * sds^2)[counts > 1]) / sum((counts - 1)[counts > 1]))
  if (!is.null(reliability)) change(id, before, y_name, higher, reliability)
  lost <- function(arm) c(sum(people$arm == arm & is.na(y)), sum(people$arm == arm & !is.na(y)))
  for (a in setdiff(arms, comparison)) put(paste0(id, ".", a, ".missing.p"), fisher.test(rbind(lost(a), lost(comparison)))$p.value)
  if (length(estimated) == 0) return(invisible())
  X <- design(before, levels_of)
  own <- fit(X, y, cluster)
  files <- if (imputed) read.csv(paste0("imputed-", id, ".csv"), check.names = FALSE) else NULL
  # The file holds those without the outcome, by number.
  fits_with <- function(shift) lapply(files[-1], function(values) {
    full <- y
    full[match(files$number, people$number)] <- values
    fit(X, full + ifelse(is.na(y), shift, 0), cluster)
  })
  base <- if (imputed) fits_with(0)
  for (a in estimated) {
    name <- paste0(id, ".", a); column <- paste0("arm=", a)
    effect(paste0(name, ".answered"), own$b[[column]], own$se[[column]], own$df[[column]])
    if (!clustered && length(arms) == 2) {
      x <- own$X[, column]; m <- own$n - 2
      within <- sqrt(sum(residuals(lm(own$y ~ x))^2) / m)
      put_g(name, own$b[[column]], within, m)
    }
    lead <- paste0(name, ".answered.p")
    if (imputed) {
      one <- of_fits(base, column)
      effect(paste0(name, ".imputed"), one$value, one$se, one$df)
      put(paste0(name, ".imputed.fmi"), one$fmi)
      if (lead_imputed) lead <- paste0(name, ".imputed.p")
      if (delta > 0) for (side in c(a, comparison)) for (step in c(0.5, 1, 1.5, 2)) {
        moved <- of_fits(fits_with(ifelse(people$arm == side, (if (higher) -1 else 1) * step * delta * spread, 0)), column)
        effect(paste0(name, ".delta.", side, ".", format(round(step * delta, 4), digits = 6)), moved$value, moved$se, moved$df)
      }
    }
    if (primary) leading <<- c(leading, setNames(figures[[lead]], name))
  }
}

one_group <- function(id, y_name, before, higher, estimated = TRUE, primary = FALSE, clustered = FALSE, reliability = NULL) {
  y <- people[[y_name]]; a <- arms[1]; ya <- y[!is.na(y)]
  if (length(ya) >= smallest) { put(paste0(id, ".level.", a, ".n"), length(ya)); put(paste0(id, ".level.", a, ".mean"), mean(ya)); put(paste0(id, ".level.", a, ".sd"), sd(ya)) }
  put(paste0(id, ".missing.", a), sum(is.na(y)))
  if (!is.null(reliability)) change(id, before, y_name, higher, reliability)
  if (!estimated) return(invisible())
  own <- fit(matrix(1, nrow(people), 1, dimnames = list(NULL, "(intercept)")), y - people[[before]], if (clustered) people$cluster else NULL)
  effect(paste0(id, ".", a, ".answered"), own$b[[1]], own$se[[1]], own$df[[1]])
  if (primary) leading <<- c(leading, setNames(figures[[paste0(id, ".", a, ".answered.p")]], paste0(id, ".", a)))
}

# Looking back: change as answered at the time, change from how it is now said to have been, and what lies between both.
then_test <- function(id, after, before, then, clustered = FALSE) {
  y <- people[[after]]; b <- people[[before]]; t <- people[[then]]
  use <- !is.na(y) & !is.na(b) & !is.na(t)
  cluster <- if (clustered) people$cluster else NULL
  parts <- list(change = y - b, looking_back = y - t, shift = t - b)
  ones <- matrix(1, nrow(people), 1, dimnames = list(NULL, "(intercept)"))
  counts <- sapply(arms, function(a) sum(use & people$arm == a))
  enough <- counts >= smallest & (!clustered | sapply(arms, function(a) length(unique(cluster[use & people$arm == a]))) >= 2)
  for (i in seq_along(arms)) if (enough[i]) {
    name <- paste0(id, ".then.", arms[i])
    put(paste0(name, ".n"), counts[i])
    for (part in names(parts)) {
      d <- ifelse(use & people$arm == arms[i], parts[[part]], NA)
      if (sd(d, na.rm = TRUE) > 0) { own <- fit(ones, d, cluster); effect(paste0(name, ".", part), own$b[[1]], own$se[[1]], own$df[[1]]) }
    }
  }
  if (is.null(comparison) || !all(enough)) return(invisible())
  for (part in names(parts)) {
    own <- fit(design(), ifelse(use, parts[[part]], NA), cluster)
    for (a in setdiff(arms, comparison)) { column <- paste0("arm=", a); effect(paste0(id, ".", a, ".then.", part), own$b[[column]], own$se[[column]], own$df[[column]]) }
  }
}

change <- function(id, before, after, higher, reliability) {
  b <- people[[before]]; both <- !is.na(b) & !is.na(people[[after]])
  threshold <- 1.96 * sd(b, na.rm = TRUE) * sqrt(2) * sqrt(1 - reliability)
  put(paste0(id, ".change.threshold"), threshold)
  whole <- TRUE
  worse <- lapply(arms, function(a) {
    d <- (people[[after]] - b)[both & people$arm == a] * if (higher) 1 else -1
    n <- c(sum(d > threshold), sum(abs(d) <= threshold), sum(d < -threshold))
    if (all(sapply(n, shown))) { put(paste0(id, ".change.", a, ".improved"), n[1]); put(paste0(id, ".change.", a, ".unchanged"), n[2]); put(paste0(id, ".change.", a, ".deteriorated"), n[3]) } else whole <<- FALSE
    c(n[3], length(d) - n[3])
  })
  if (length(arms) == 2 && whole) put(paste0(id, ".change.p"), fisher.test(do.call(rbind, worse))$p.value)
}

mixed <- function(id, arm, formula, effect_name, reference, estimated = TRUE, primary = FALSE) {
  if (!requireNamespace("lmerTest", quietly = TRUE)) stop("A mixed model needs lmerTest: apt-get install r-cran-lmertest")
  rows <- read.csv("rows.csv", na.strings = c("", "NA"), stringsAsFactors = FALSE)
  for (column in names(rows)) if (is.character(rows[[column]])) {
    rows[[column]] <- factor(rows[[column]], levels = sorted(rows[[column]][!is.na(rows[[column]])]))
    if (column %in% names(reference)) rows[[column]] <- relevel(rows[[column]], ref = reference[[column]])
  }
  rows$person <- factor(rows$person)
  gave <- unique(as.character(rows$person[complete.cases(rows[, all.vars(formula)])]))
  lost <- function(a) { n <- sum(people$arm == a); m <- sum(people$arm == a & !(as.character(people$number) %in% gave)); c(m, n - m) }
  for (a in arms) put(paste0(id, ".missing.", a), lost(a)[1])
  put(paste0(id, ".", arm, ".missing.p"), fisher.test(rbind(lost(arm), lost(comparison)))$p.value)
  if (!estimated) return(invisible())
  model <- lmerTest::lmer(formula, data = rows, control = lme4::lmerControl(optCtrl = list(maxfun = 1e5, ftol_abs = 1e-12, xtol_abs = 1e-12)))
  found <- summary(model)$coefficients[gsub("=", "", effect_name), ]
  effect(paste0(id, ".", arm, ".answered"), found[["Estimate"]], found[["Std. Error"]], found[["df"]])
  if (primary) leading <<- c(leading, setNames(figures[[paste0(id, ".", arm, ".answered.p")]], paste0(id, ".", arm)))
}

# A stepped wedge: every answer, a level for each wave, clusters, clusters by wave, people who are asked again.
wedge <- function(id, arm, waves, stratified, estimated = TRUE, primary = FALSE) {
  if (!requireNamespace("lmerTest", quietly = TRUE)) stop("A mixed model needs lmerTest: apt-get install r-cran-lmertest")
  rows <- do.call(rbind, lapply(names(waves), function(column) data.frame(
    person = people$number, cluster = people$cluster, stratum = if (stratified) ifelse(is.na(people$stratum), "", people$stratum) else "",
    wave = waves[[column]], after = as.numeric(!is.na(people$begins) & people$begins <= waves[[column]]), y = people[[column]])))
  again <- any(table(rows$person[!is.na(rows$y)]) > 1)
  if (again) for (a in arms) put(paste0(id, ".missing.", a), sum(is.na(rows$y) & rows$after == (a == arm)))
  if (!estimated) return(invisible())
  rows <- rows[!is.na(rows$y), ]
  rows$time <- factor(rows$wave); rows$stratum <- factor(rows$stratum, levels = sorted(rows$stratum)); rows$within <- paste(rows$cluster, rows$wave)
  model <- lmerTest::lmer(as.formula(paste("y ~ after + time", if (nlevels(rows$stratum) > 1) "+ stratum", "+ (1 | cluster) + (1 | within)", if (again) "+ (1 | person)")), data = rows,
    control = lme4::lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-14, xtol_rel = 0, ftol_rel = 0, maxeval = 50000)))
  found <- summary(model)$coefficients["after", ]
  effect(paste0(id, ".", arm, ".answered"), found[["Estimate"]], found[["Std. Error"]], found[["df"]])
  if (primary) leading <<- c(leading, setNames(figures[[paste0(id, ".", arm, ".answered.p")]], paste0(id, ".", arm)))
}

subgroup <- function(id, kind_column, y_name, before = NULL, levels_of = NULL, clustered = FALSE) {
  kinds <- people[[kind_column]]
  y <- ifelse(is.na(kinds), NA, people[[y_name]])
  X <- design(before, levels_of)
  for (k in sorted(kinds[!is.na(kinds)])[-1]) {
    is_kind <- as.numeric(!is.na(kinds) & kinds == k)
    X <- cbind(X, matrix(is_kind, dimnames = list(NULL, paste0("kind=", k))))
    for (a in setdiff(arms, comparison)) X <- cbind(X, matrix(is_kind * (people$arm == a), dimnames = list(NULL, paste0("arm=", a, ":kind=", k))))
  }
  own <- fit(X, y, if (clustered) people$cluster else NULL)
  for (a in setdiff(arms, comparison)) for (k in sorted(kinds[!is.na(kinds)])[-1]) {
    column <- paste0("arm=", a, ":kind=", k)
    effect(paste0("subgroup.", id, ".", a, ".", k), own$b[[column]], own$se[[column]], own$df[[column]])
  }
}

alpha <- function(measure, wave, arm, columns) {
  chosen <- people[if (arm == "all") rep(TRUE, nrow(people)) else people$arm == arm, columns]
  C <- cov(na.omit(chosen)); n <- nrow(na.omit(chosen)); k <- length(columns)
  a <- k / (k - 1) * (1 - sum(diag(C)) / sum(C))
  name <- paste0("alpha.", measure, ".", wave, ".", arm)
  put_alpha(name, a, n, k)
  invisible(a)
}

retest <- function(measure) {
  d <- na.omit(read.csv(paste0("retest-", measure, ".csv")))
  test <- cor.test(d$first, d$second, conf.level = level)
  put(paste0("retest.", measure, ".r"), test$estimate); put(paste0("retest.", measure, ".n"), nrow(d))
  put(paste0("retest.", measure, ".low"), test$conf.int[1]); put(paste0("retest.", measure, ".high"), test$conf.int[2])
  invisible(test$estimate[[1]])
}

blinding <- function() for (a in arms) {
  g <- people$guess[people$arm == a & !is.na(people$guess)]
  if (length(g) < smallest) next
  put_bang(a, mean(g), mean(g^2), length(g))
}

flow <- function(waves, group = people$arm, groups = arms) for (a in groups) {
  put(paste0("flow.", a, ".randomised"), sum(group == a))
  for (w in names(waves)) put(paste0("flow.", a, ".", w), if (length(waves[[w]]) == 0) 0 else sum(rowSums(!is.na(people[group == a, waves[[w]], drop = FALSE])) > 0))
}
# Of a stepped wedge: by the wave at which a cluster began.
begun <- function(waves) ifelse(is.na(people$begins), "not_yet", waves[people$begins + 1])

