import Prognosis

/// A survival curve of one risk group, as a step function.
public struct SurvivalCurve: Hashable, Sendable {
  /// Called high, or called low.
  public var group: Call
  /// Patients in the group.
  public var patients: Int
  /// Years at which the curve steps, ascending.
  public var years: [Double]
  /// Free of metastasis from that time on, 0 to 1; as many as ``years``.
  public var survival: [Double]

  /// The curve of `patients` who were called `group`.
  public init(group: Call, patients: Int, years: [Double], survival: [Double]) {
    self.group = group
    self.patients = patients
    self.years = years
    self.survival = survival
  }
}

/// What the screens tell of the model beside its findings.
public struct ModelSummary: Hashable, Sendable {
  /// Digest of the bundle; the curves are shown beside findings of that digest only.
  public var digest: String
  /// As in the card.
  public var name: String
  /// As in the card.
  public var version: String
  /// Whether it only demonstrates.
  public var demonstration: Bool
  /// Of both groups in the cohort that evaluated the model.
  public var curves: [SurvivalCurve]
  /// Measured performance, a line each: `c-index 0.74 (0.69 to 0.79), simulated test cohort, n 300`.
  public var performance: [String]

  /// What is told of the bundle of that digest.
  public init(
    digest: String, name: String, version: String, demonstration: Bool, curves: [SurvivalCurve] = [],
    performance: [String] = []
  ) {
    self.digest = digest
    self.name = name
    self.version = version
    self.demonstration = demonstration
    self.curves = curves
    self.performance = performance
  }
}
