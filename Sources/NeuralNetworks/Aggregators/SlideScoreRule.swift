import Foundation

/// How one number, the slide score, comes from a network's logits; higher is worse.
public enum SlideScoreRule: String, Hashable, Sendable {
  /// The only logit: a log-hazard, or the log-odds of the positive class.
  case logit
  /// Two classes: logit_1 - logit_0, the log-odds of the second class under their softmax.
  case difference
  /// Discrete hazards h_k = sigmoid(logit_k), survival S_k = product over j <= k of (1 - h_j):
  /// minus the sum of S (Chen et al., MCAT, ICCV 2021), between -classes and 0.
  case survival
  /// More than two classes: no one number.
  case none

  /// Of a classifier of `classes` logits.
  init(classes: Int) {
    self = classes == 1 ? .logit : classes == 2 ? .difference : .none
  }

  /// The slide score.
  func callAsFunction(_ logits: [Float]) -> Double? {
    self == .none ? nil : score(logits.map { Double($0) })
  }

  /// Whether the score is a weighted sum of the logits.
  var isLinear: Bool { self == .logit || self == .difference }

  private func score(_ logits: [Double]) -> Double {
    switch self {
    case .logit: return logits[0]
    case .difference: return logits[1] - logits[0]
    case .survival: return -Self.survival(logits).reduce(0, +)
    case .none: return 0
    }
  }

  /// 1 - sigmoid(x) = 1 / (1 + exp x).
  static func survival(_ logits: [Double]) -> [Double] {
    var left = 1.0
    return logits.map { logit in
      left /= 1 + exp(logit)
      return left
    }
  }

  /// What a unit of each logit is worth between two points: worth . (end - start) is the difference of their scores.
  ///
  /// The logits go from start to end one after the other, and each is worth the slope of its own step; where it does not
  /// move, that of a step of 1e-4.
  func worth(from start: [Double], to end: [Double]) -> [Double] {
    var point = start
    return start.indices.map { k in
      let step = abs(end[k] - start[k]) > 1e-9 ? end[k] - start[k] : 1e-4
      let before = score(point)
      point[k] = start[k] + step
      let slope = (score(point) - before) / step
      point[k] = end[k]
      return slope
    }
  }
}

extension AggregatorOutput {
  /// Softmax of the logits of a classifier of two classes or more; `nil` for one logit and for discrete hazards.
  public var probabilities: [Float]? {
    guard logits.count > 1, rule != .survival else { return nil }
    let peak = Double(logits.max() ?? 0)
    let powers = logits.map { exp(Double($0) - peak) }
    let total = powers.reduce(0, +)
    return powers.map { Float($0 / total) }
  }

  /// h, the probability of the event in each time bin, given none before: sigmoid(logit); `nil` unless the logits are of
  /// discrete hazards.
  public var hazards: [Double]? {
    rule == .survival ? logits.map { 1 / (1 + exp(-Double($0))) } : nil
  }

  /// S, the probability to live through each time bin; `nil` unless the logits are of discrete hazards.
  public var survival: [Double]? {
    rule == .survival ? SlideScoreRule.survival(logits.map { Double($0) }) : nil
  }
}
