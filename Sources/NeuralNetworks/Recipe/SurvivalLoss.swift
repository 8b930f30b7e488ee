/// What a network is trained to lower. Every one of them takes one score a patient, higher for an earlier relapse.
public enum SurvivalLoss: String, Hashable, Sendable, Codable, CaseIterable {
  /// Minus the Cox partial log-likelihood per event, Efron's ties: see `CoxPartialLikelihood`.
  case cox
  /// Minus the log-likelihood of discrete hazards: see ``DiscreteHazardLoss``. The logits of the hazards are b_k +
  /// score, the b_k trained beside the network: the proportional model for discrete time (Cox, J R Stat Soc B
  /// 1972;34:187, section 6).
  case discreteHazards = "discrete-hazards"
  /// One minus a concordance whose steps are sigmoids: see ``SmoothConcordanceLoss``.
  case smoothConcordance = "smooth-concordance"
}
