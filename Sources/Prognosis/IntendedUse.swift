import Basics

/// The patients whom a model is for. What is not stated is not required.
public struct IntendedUse: Hashable, Sendable, Codable {
  /// The oestrogen receptor status that the model was made for.
  public let er: ReceptorStatus?
  /// The HER2 status that the model was made for.
  public let her2: ReceptorStatus?
  /// Years at diagnosis from which on the model may be used.
  public let minimumAge: Double?

  /// Early breast cancer of adults: ER positive, HER2 negative.
  public static let erPositiveHER2Negative = IntendedUse(er: .positive, her2: .negative, minimumAge: 18)

  /// An intended use that requires what is given here.
  public init(er: ReceptorStatus?, her2: ReceptorStatus?, minimumAge: Double? = nil) {
    self.er = er
    self.her2 = her2
    self.minimumAge = minimumAge
  }

  /// How a patient falls outside, one phrase each; empty for a patient who does not.
  ///
  /// A receptor that is not given is not a violation (see `notGiven`). An equivocal one is: HER2 2+ without in-situ
  /// hybridisation is a result, and it is not the required one.
  public func violations(_ clinical: ClinicalVariables) -> [String] {
    let receptors = receptors(clinical).compactMap { name, required, found -> String? in
      guard let required, let found, found != required else { return nil }
      return "\(name) is \(found.rawValue), the model is for \(name) \(required.rawValue)"
    }
    return receptors + ageViolation(clinical)
  }

  /// Receptors that the model requires and the case does not give.
  public func notGiven(_ clinical: ClinicalVariables) -> [String] {
    receptors(clinical).compactMap { name, required, found in required != nil && found == nil ? name : nil }
  }

  private func receptors(_ clinical: ClinicalVariables) -> [(String, ReceptorStatus?, ReceptorStatus?)] {
    [("ER", er, clinical.er), ("HER2", her2, clinical.her2)]
  }

  private func ageViolation(_ clinical: ClinicalVariables) -> [String] {
    guard let minimumAge, let age = clinical.age, age < minimumAge else { return [] }
    return [
      "age is \(NumberText.plain.trimmed(age, digits: 1)) years, the model is for patients of "
        + "\(NumberText.plain.trimmed(minimumAge, digits: 1)) and over"
    ]
  }
}
