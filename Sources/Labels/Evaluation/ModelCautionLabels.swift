import Evaluation

extension ModelCaution {
  /// A phrase: `c-index, slide score 0.553 (0.475 to 0.631), n 120: its limits hold 0.5, which is chance`.
  package var words: String {
    switch self {
    case .figure(let statistic, let reservation): "\(statistic.line()): \(reservation.words(n: statistic.count))"
    case .distributionInSample:
      "the limits of its out-of-distribution check come from the very tiles of the training, which is too narrow: new "
        + "patients are refused too often; train it again"
    }
  }
}

extension ModelReservation {
  fileprivate func words(n count: Int) -> String {
    switch self {
    case .worseThanChance: "worse than chance"
    case .chance: "its limits hold 0.5, which is chance"
    case .worseWithSlide: "with the slide it is worse"
    case .noGain: "its limits hold 0, so that the slide may add nothing"
    case .slopeHoldsZero: "its limits hold 0, so that the predicted risks may tell nothing"
    case .tooExtreme: "its limits exclude 1: the predicted risks are too extreme"
    case .tooClose: "its limits exclude 1: the predicted risks are too close to each other"
    case .nobodyHigh: "nobody is called high"
    case .everybodyHigh: "everybody is called high"
    case .oftenOutOfDistribution: "more than 5 % of these patients would get no call"
    case .fewLeftOut: "the limits of the check rest on \(count) patients, too few to tell"
    }
  }
}
