import Foundation

/// How the learning rate changes over a training.
public enum LearningSchedule: String, Hashable, Sendable, Codable, CaseIterable {
  /// The rate is the same at every step.
  case constant
  /// The rate falls from the given one to 0 along half a cosine (Loshchilov & Hutter, ICLR 2017, eq. 5, without
  /// restarts).
  case cosine
  /// The rate rises from 1/25 of the given one to it in the first three tenths and falls to 0 in the rest, both along
  /// half a cosine (Smith & Topin 2019).
  case oneCycle = "one-cycle"

  private static let rise = 0.3
  private static let start = 1.0 / 25

  /// The rate of step `step`, from 0, of `count` steps whose highest rate is `peak`.
  func rate(step: Int, of count: Int, peak: Double) -> Double {
    let share = Double(step) / Double(max(1, count))
    switch self {
    case .constant: return peak
    case .cosine: return peak * Self.fall(share)
    case .oneCycle where share < Self.rise:
      return peak * (1 - (1 - Self.start) * Self.fall(share / Self.rise))
    case .oneCycle: return peak * Self.fall((share - Self.rise) / (1 - Self.rise))
    }
  }

  /// From 1 to 0 along half a cosine.
  private static func fall(_ share: Double) -> Double { (1 + cos(.pi * share)) / 2 }
}
