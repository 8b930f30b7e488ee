# Harrell's c of 100,000 subjects and Cox's regression on ten columns of them in R's survival: seconds, medians of five.
#
#   Rscript Benchmarks/peers/survival.R        (Debian: apt-get install r-base-core r-cran-survival)
#
# The subjects are those of SurvivalBenchmark.swift: the same generator, drawn in the same order.
library(survival)

subjects <- 100000
columns <- 10
state <- 1
draw <- function(count) {
  numbers <- numeric(count)
  for (i in seq_len(count)) {
    state <<- (16807 * state) %% 2147483647
    numbers[i] <- state / 2147483647
  }
  numbers
}
x <- matrix(2 * draw(subjects * columns) - 1, subjects)
colnames(x) <- paste0("x", seq_len(columns))
eta <- as.vector(x %*% (0.1 * seq_len(columns)))
rest <- matrix(draw(2 * subjects), 2)
event <- ceiling(-log(1 - rest[1, ]) / exp(eta) * 1000)
censoring <- ceiling(rest[2, ] * 2000)
surv <- Surv(pmax(1, pmin(event, censoring)), event <= censoring)

harrell <- fit <- NULL
seconds <- function(work) median(sapply(1:5, function(i) system.time(work())["elapsed"]))
concordances <- seconds(function() harrell <<- concordance(surv ~ x[, 1], reverse = TRUE))
fits <- seconds(function() fit <<- coxph(surv ~ x))
cat(sprintf("survival %s, R %s\n", packageVersion("survival"), getRversion()))
cat(sprintf("concordance, with its standard error   %.3f s\n", concordances))
cat(sprintf("Cox, %d columns, Efron                 %.3f s\n", columns, fits))
cat(sprintf("c of the first column                  %.8f\n", harrell$concordance))
cat(sprintf("z of the first column                  %.6f\n", coef(fit)[1] / sqrt(vcov(fit)[1, 1])))
