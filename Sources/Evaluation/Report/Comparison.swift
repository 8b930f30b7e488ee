import SurvivalStatistics

/// Clinical variables, score, and both together, on the same patients: those who have every clinical value.
public struct Comparison: Sendable, Hashable {
  /// Patients.
  public let count: Int
  /// Events among them.
  public let events: Int
  /// Whether the clinical and the combined model were fitted to these very patients, so that their figures are
  /// apparent.
  public let isApparent: Bool
  /// Indices of the plan's patients who are not in it, because a clinical value is missing.
  public let missing: [Int]
  /// Of the call on these patients, at which the models' sensitivities are compared.
  public let specificity: Double?
  /// One a model: clinical, score, combined; only those that there are.
  public internal(set) var models: [ModelAccuracy]
  /// Paired, on the same resamples; none without a bootstrap.
  public internal(set) var differences: [PairedDifference] = []
}

/// How well one of the models tells patients apart.
public struct ModelAccuracy: Sendable, Hashable {
  /// Which.
  public let role: ModelRole
  /// Harrell's.
  public internal(set) var harrell: Estimate?
  /// Uno's, up to the horizon.
  public internal(set) var uno: Estimate?
  /// At the horizon.
  public internal(set) var auc: Estimate?
  /// Of models fitted here: Harrell's less its optimism by the bootstrap (Harrell, Lee & Mark, Stat Med 1996;15:361),
  /// the limits moved by as much (Noma et al., Stat Med 2021;40:5691).
  public internal(set) var corrected: Estimate?
  /// At the specificity of the comparison.
  public internal(set) var sensitivity: Estimate?
}

/// One model less another.
public struct PairedDifference: Sendable, Hashable {
  /// What is compared.
  public enum Measure: String, Sendable, CaseIterable { case harrellC, unoC, auc, sensitivity }

  /// What is compared.
  public let measure: Measure
  /// Of this model.
  public let first: ModelRole
  /// Less that of this one.
  public let second: ModelRole
  /// With percentile limits, the models held as they are.
  public let difference: Estimate
  /// Of c of models fitted here: less the difference of their optimisms.
  public let corrected: Estimate?
}

/// Predicted against observed.
public struct CalibrationReport: Sendable, Hashable {
  /// Where the probabilities come from.
  public enum Basis: String, Sendable {
    /// The score is one.
    case score
    /// A model made elsewhere.
    case model
    /// A Cox model of the score in these patients.
    case refit
  }

  /// Where the probabilities come from.
  public let basis: Basis
  /// One a patient, by the horizon.
  public let probabilities: [Double]
  /// O/E.
  public internal(set) var mean: MeanCalibration?
  /// Of log(-log(1 - p)), or of the model's linear predictor.
  public internal(set) var slope: Estimate?
  /// Tenths of the patients.
  public internal(set) var groups: [CalibrationGroup] = []
  /// ICI, E50, E90, Emax.
  public internal(set) var curve: CalibrationCurve?
}

/// The score within the levels of a variable.
public struct SubgroupReport: Sendable, Hashable {
  /// Within one level.
  public struct Level: Sendable, Hashable {
    /// As the table calls it.
    public let name: String
    /// Patients.
    public let count: Int
    /// Events among them.
    public let events: Int
    /// Harrell's c of the score.
    public internal(set) var harrell: Estimate?
    /// Hazard ratio: of a standard deviation of the score in all patients, or of high against low where there is a
    /// threshold.
    public internal(set) var hazardRatio: Estimate?
  }

  /// Of the variable.
  public let name: String
  /// Patients in whom it is missing.
  public let missing: Int
  /// From low to high.
  public internal(set) var levels: [Level]
  /// Whether the hazard ratios are of high against low, not of a standard deviation of the score.
  public let isOfCall: Bool
  /// Whether the effect differs between levels: likelihood ratio of the products; `nil` where it cannot be fitted.
  public internal(set) var interaction: ChiSquaredTest?
}
