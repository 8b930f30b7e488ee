/// What a curve or a group stands for; it decides colour and dashes, the same in every figure of a report.
public enum SeriesRole: Hashable, Sendable, CaseIterable {
  /// The group called low risk, or patients without the event.
  case low
  /// The group called high risk, or patients with the event.
  case high
  /// The models of a comparison, in its order.
  case first, second, third, fourth
  /// What others are held against: chance, treating everyone, perfect calibration.
  case reference
}
