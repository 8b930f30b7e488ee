# Writes the data sets of this folder and r_survival.json, what R 4.2.2 with survival 3.5-3 computes of them.
#
#   cd Tests/SurvivalStatisticsTests/Fixtures && Rscript r_survival.R
#
# lung: NCCTG lung cancer (Loprinzi 1994). veteran: Veterans' Administration lung cancer trial (Kalbfleisch & Prentice 1980).
# gbsg2: German Breast Cancer Study Group (Schumacher 1994). aml: Miller 1981. All as package survival has them.
library(survival)

write.csv(lung[c("time", "status", "age", "sex", "ph.ecog")], "lung.csv", row.names = FALSE, quote = FALSE)
write.csv(veteran, "veteran.csv", row.names = FALSE, quote = FALSE)
write.csv(gbsg[c("rfstime", "status", "age", "meno", "size", "grade", "nodes", "pgr", "er", "hormon")], "gbsg2.csv",
          row.names = FALSE, quote = FALSE)

text <- function(x) {
  if (is.list(x)) {
    parts <- mapply(function(n, v) paste0('"', n, '": ', text(v)), names(x), x)
    return(paste0("{", paste(parts, collapse = ",\n "), "}"))
  }
  x <- unname(x)
  cells <- ifelse(is.finite(x), formatC(x, digits = 17, format = "g"), "null")
  paste0("[", paste(trimws(cells), collapse = ", "), "]")
}

fit <- function(model, transforms = c("km", "rank", "identity", "log"), terms = TRUE) {
  s <- summary(model)
  zph <- lapply(setNames(nm = transforms), function(t) cox.zph(model, transform = t, terms = terms)$table[, "chisq"])
  c0 <- concordance(model)
  list(coef = coef(model), se = sqrt(diag(vcov(model))), loglik = model$loglik, score = model$score, wald = model$wald.test,
       lr = s$logtest, z = s$coefficients[, "z"], p = s$coefficients[, "Pr(>|z|)"], lower = s$conf.int[, 3],
       upper = s$conf.int[, 4], concordance = c(c0$concordance, sqrt(c0$var)), zph = zph)
}
concord <- function(surv, risk, ...) {
  found <- concordance(surv ~ risk, reverse = TRUE, ...)
  c(found$concordance, sqrt(found$var))
}
medians <- function(formula, data) {
  kinds <- c("plain", "log", "log-log")
  lapply(setNames(nm = kinds), function(k) {
    q <- quantile(survfit(formula, data, conf.type = k), 0.5)
    as.vector(rbind(q$quantile, q$lower, q$upper))
  })
}
test <- function(formula, data) {
  d <- survdiff(formula, data)
  list(observed = d$obs, expected = d$exp, chisq = d$chisq)
}

lungs <- na.omit(lung[c("time", "status", "age", "sex", "ph.ecog")])
lung_surv <- with(lungs, Surv(time, status))
veteran_fit <- coxph(Surv(time, status) ~ trt + celltype + karno + diagtime + age + prior, veteran)
veteran_surv <- with(veteran, Surv(time, status))
gbsg$grade <- factor(gbsg$grade)
gbsg_surv <- with(gbsg, Surv(rfstime, status))
gbsg_fit <- coxph(gbsg_surv ~ hormon + age + meno + size + grade + nodes + pgr + er, gbsg)
lp <- gbsg_fit$linear.predictors
gbsg_uno <- list(
  none = concord(gbsg_surv, lp, timewt = "n/G2"), tau1825 = concord(gbsg_surv, lp, timewt = "n/G2", ymax = 1825),
  harrell = concord(gbsg_surv, lp))

# Austin's smooth calibration at 1825 days of a probability made from the linear predictor, too extreme on purpose.
p <- 1 - exp(-exp(-0.6 + 1.3 * (lp - mean(lp))))
x <- log(-log(1 - p))
t <- quantile(x, c(0.1, 0.5, 0.9))
cube <- function(u) pmax(u, 0)^3
b2 <- (cube(x - t[1]) - cube(x - t[2]) * (t[3] - t[1]) / (t[3] - t[2]) + cube(x - t[3]) * (t[2] - t[1]) / (t[3] - t[2])) /
  (t[3] - t[1])^2
smooth <- coxph(gbsg_surv ~ x + b2)
observed <- 1 - as.vector(summary(survfit(smooth, newdata = data.frame(x = x, b2 = b2)), times = 1825)$surv)
distance <- abs(observed - p)
slope <- coxph(gbsg_surv ~ x)
overall <- summary(survfit(gbsg_surv ~ 1), times = 1825)
calibration <- list(
  slope = c(coef(slope), sqrt(vcov(slope))), ici = mean(distance), e50 = median(distance), e90 = unname(quantile(distance, 0.9)),
  emax = max(distance), oe = (1 - overall$surv) / mean(p), events = sum(overall$n.event))

# Net benefit by its formula.
benefit <- sapply(c(0.1, 0.3, 0.5, 0.7), function(pt) {
  high <- p > pt
  s <- summary(survfit(gbsg_surv[high] ~ 1), times = 1825)$surv
  (1 - s) * mean(high) - s * mean(high) * pt / (1 - pt)
})

hazards <- function(ctype) {
  f <- survfit(Surv(time, status) ~ 1, aml, ctype = ctype)
  s <- summary(f, times = c(5, 18, 23, 48))
  list(cumhaz = s$cumhaz, se = s$std.chaz)
}
ridged <- coxph(lung_surv ~ ridge(age, sex, ph.ecog, theta = 10), lungs)

cat(text(list(
  lung = fit(coxph(lung_surv ~ age + sex + ph.ecog, lungs)),
  lung_breslow = fit(coxph(lung_surv ~ age + sex + ph.ecog, lungs, ties = "breslow")),
  lung_ridge10 = list(coef = coef(ridged)),
  lung_logrank_sex = test(Surv(time, status) ~ sex, lung), lung_medians = medians(Surv(time, status) ~ sex, lung),
  veteran = fit(veteran_fit), veteran_logrank_celltype = test(veteran_surv ~ celltype, veteran),
  veteran_uno = list(none = concord(veteran_surv, veteran_fit$linear.predictors, timewt = "n/G2")),
  gbsg2 = fit(gbsg_fit), gbsg2_uno = gbsg_uno, calibration = calibration, net_benefit = benefit,
  nelson_aalen = hazards(1), fleming_harrington = hazards(2),
  half = medians(Surv(c(1, 2, 3, 4), c(1, 1, 0, 0)) ~ 1, NULL),
  half_then_less = medians(Surv(c(1, 2, 3, 4), c(1, 1, 0, 1)) ~ 1, NULL),
  pchisq = c(pchisq(3.84, 1, lower = FALSE), pchisq(60, 1, lower = FALSE), pchisq(1e-3, 2, lower = FALSE),
             pchisq(11.07, 5, lower = FALSE), pchisq(700, 6, lower = FALSE), pchisq(25, 30, lower = FALSE)),
  qnorm = qnorm(c(1e-300, 1e-20, 1e-5, 0.025, 0.3, 0.5, 0.5000001, 0.8, 0.975, 0.999999)),
  pnorm = pnorm(c(-37, -8, -1.96, 0, 0.1, 3))
)), "\n", sep = "", file = "r_survival.json")
