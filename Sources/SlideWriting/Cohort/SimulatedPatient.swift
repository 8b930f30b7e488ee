/// One row of a simulated cohort: a patient, the slide, and what became of the patient.
public struct SimulatedPatient: Hashable, Sendable {
  /// The patient's identifier, `SYN-00001` and on: plainly synthetic.
  public let identifier: String
  /// Age in years.
  public let age: Int
  /// Nottingham grade as the report would give it, 1...3.
  public let grade: Int
  /// Largest diameter, mm.
  public let tumourSizeMM: Int
  /// Invaded lymph nodes.
  public let positiveNodes: Int
  /// Ki-67 in percent.
  public let ki67: Int
  /// Whether menopause is past.
  public let isPostmenopausal: Bool
  /// Share of the tumour area that is grade 3: what the slide shows and what drives ``slideLogHazard``.
  public let highGradeFraction: Double
  /// The slide's true part of the log hazard.
  public let slideLogHazard: Double
  /// The clinical variables' true part of the log hazard.
  public let clinicalLogHazard: Double
  /// Years to distant metastasis or to the end of follow-up.
  public let time: Double
  /// Whether there was a metastasis at ``time``.
  public let event: Bool
  /// What the slide is drawn from.
  public let recipe: SlideRecipe

  /// The slide's and the clinical variables' parts together.
  public var logHazard: Double { slideLogHazard + clinicalLogHazard }
}
