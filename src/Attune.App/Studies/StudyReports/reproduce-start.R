# Computes the figures of this report again, from the files beside it, and ends by comparing all of them.
#   Rscript reproduce.R
# Needs R alone (Debian: r-base-core); a mixed model needs r-cran-lmertest as well.

figures <- list()
put <- function(name, value) figures[[name]] <<- as.numeric(value)
level <- 0.95
smallest <- @smallest@
arms <- c(@arms@)
comparison <- @comparison@

expected <- read.csv("expected.csv", stringsAsFactors = FALSE)
from_rows <- @rows@

shown <- function(count) count == 0 || count >= smallest
# Byte order, as the report sorts.
sorted <- function(values) sort(unique(values), method = "radix")

effect <- function(name, value, se, df) {
  half <- qt(1 - (1 - level) / 2, df) * se
  put(paste0(name, ".value"), value); put(paste0(name, ".se"), se); put(paste0(name, ".df"), df)
  put(paste0(name, ".low"), value - half); put(paste0(name, ".high"), value + half)
  put(paste0(name, ".p"), 2 * pt(-abs(value / se), df))
}

root_inverse <- function(A) {
  e <- eigen((A + t(A)) / 2, symmetric = TRUE)
  keep <- e$values > 1e-12
  e$vectors[, keep, drop = FALSE] %*% (t(e$vectors[, keep, drop = FALSE]) / sqrt(e$values[keep]))
}

# Rubin's rules, with the degrees of freedom of Barnard and Rubin.
pooled <- function(estimates, errors, complete) {
  m <- length(estimates); within <- mean(errors^2); between <- (1 + 1 / m) * var(estimates); total <- within + between
  lambda <- max(between / total, 1e-4)
  observed <- (complete + 1) / (complete + 3) * complete * (1 - lambda)
  many <- (m - 1) / lambda^2
  df <- many * observed / (many + observed)
  list(value = mean(estimates), se = sqrt(total), df = df, fmi = (between / within + 2 / (df + 3)) / (between / within + 1))
}

put_alpha <- function(name, a, n, k) {
  put(name, a)
  put(paste0(name, ".low"), 1 - (1 - a) * qf(1 - (1 - level) / 2, n - 1, (n - 1) * (k - 1)))
  put(paste0(name, ".high"), 1 - (1 - a) * qf((1 - level) / 2, n - 1, (n - 1) * (k - 1)))
}

put_bang <- function(arm, b, mean_square, n) {
  half <- qnorm(1 - (1 - level) / 2) * sqrt((mean_square - b^2) / n)
  name <- paste0("blinding.", arm)
  put(paste0(name, ".index"), b); put(paste0(name, ".low"), max(-1, b - half)); put(paste0(name, ".high"), min(1, b + half))
}

# Hedges g: an effect over the standard deviation within two arms, with its correction for small samples.
put_g <- function(name, value, within, m) put(paste0(name, ".g"), exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2) * value / within)

# Primary outcomes, by the p that leads.
leading <- c()

