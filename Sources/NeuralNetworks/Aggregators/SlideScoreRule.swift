import Foundation

/// How one number, the slide score, comes from a network's logits; higher is worse.
public enum SlideScoreRule: Hashable, Sendable {
  /// The only logit: a log-hazard, or the log-odds of the positive class.
  case logit
  /// One of several logits, counted from 0: a head that was trained on it alone, as CHIEF's survival head on logit 1
  /// (hms-dbmi/CHIEF, Downstream/Survival: `risk = bag_logits[0][1:]`).
  case logitAt(Int)
  /// Two classes: logit_1 - logit_0, the log-odds of the second class under their softmax.
  case difference
  /// Discrete hazards h_k = sigmoid(logit_k), survival S_k = product over j <= k of (1 - h_j):
  /// minus the sum of S (Chen et al., MCAT, ICCV 2021), between -classes and 0.
  case survival
  /// The network has more than two classes, and no one number.
  case none

  /// The rule of a classifier of `classes` logits.
  init(classes: Int) {
    self = classes == 1 ? .logit : classes == 2 ? .difference : .none
  }

  /// The slide score.
  func callAsFunction(_ logits: [Float]) -> Double? {
    self == .none ? nil : score(logits.map { Double($0) })
  }

  /// Whether the score is a weighted sum of the logits.
  var isLinear: Bool {
    switch self {
    case .logit, .logitAt, .difference: true
    case .survival, .none: false
    }
  }

  private func score(_ logits: [Double]) -> Double {
    switch self {
    case .logit: return logits[0]
    case .logitAt(let index): return logits[index]
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
  /// The logits go from start to end one after the other, and each is worth the slope of its own step; where it does
  /// not move, that of a step of 1e-4.
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

extension SlideScoreRule {
  /// The code that files and cards keep: `logit`, `logit 1`, `difference`, `survival`, `none`.
  public var code: String {
    switch self {
    case .logit: "logit"
    case .logitAt(let index): "logit \(index)"
    case .difference: "difference"
    case .survival: "survival"
    case .none: "none"
    }
  }

  /// The rule that `code`, or the same in the words of a formula, names for a network of `logits` logits; `nil` where
  /// it names none that such a network can have.
  init?(code: String, logits: Int) {
    let text = code.lowercased().filter { $0 != " " && $0 != "_" }
    switch text {
    case "logit" where logits == 1, "logit0" where logits == 1: self = .logit
    case "difference" where logits == 2, "logit1-logit0" where logits == 2: self = .difference
    case "survival" where logits > 0: self = .survival
    default:
      guard text.hasPrefix("logit"), let index = Int(text.dropFirst(5)), (0..<logits).contains(index) else {
        return nil
      }
      self = .logitAt(index)
    }
  }

  /// The codes that a network of `logits` logits can have, for errors.
  static func codes(logits: Int) -> String {
    guard logits > 1 else { return "\"logit\" or \"survival\"" }
    let one = (0..<logits).map { "\"logit \($0)\"" }
    return ((logits == 2 ? ["\"difference\""] : []) + one + ["\"survival\""]).joined(separator: " or ")
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

  /// h, the probability of the event in each time bin, given none before: sigmoid(logit); `nil` unless the logits are
  /// of discrete hazards.
  public var hazards: [Double]? {
    rule == .survival ? logits.map { 1 / (1 + exp(-Double($0))) } : nil
  }

  /// S, the probability to live through each time bin; `nil` unless the logits are of discrete hazards.
  public var survival: [Double]? {
    rule == .survival ? SlideScoreRule.survival(logits.map { Double($0) }) : nil
  }
}
