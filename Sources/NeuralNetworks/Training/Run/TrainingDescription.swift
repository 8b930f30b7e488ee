import Prognosis

extension TrainingRun {
  /// What the card says that the patients do not.
  public struct Description: Hashable, Sendable {
    /// The name that the card gets.
    public var name: String
    /// The version that the card gets.
    public var version: String
    /// The demonstration that the card gets.
    public var demonstration: Bool
    /// The card's description, in plain words.
    public var text: String
    /// The cohort in words.
    public var cohort: String
    /// Where the patients come from.
    public var source = TrainingSource()
    /// What made the features.
    public var encoder: EncoderCard
    /// Where the encoder's files are, by their paths within the bundle.
    var encoderSources: [String: String] = [:]
    /// The rule that says from which probability on a call is high.
    public var threshold = ThresholdRule.probability(0.05)
    /// Years within which the risk is told.
    public var horizonYears = 5.0
    /// The patients whom the model is for.
    public var intendedUse = IntendedUse.erPositiveHER2Negative

    /// A description with the threshold, horizon and intended use of the published model.
    public init(
      name: String, version: String, demonstration: Bool, text: String, cohort: String, encoder: EncoderCard
    ) {
      self.name = name
      self.version = version
      self.demonstration = demonstration
      self.text = text
      self.cohort = cohort
      self.encoder = encoder
    }

    /// A description for features of a published encoder, whose weights the bundle then holds.
    ///
    /// - Throws: ``BundleFailure``: `assumed` where something about the encoder is told nowhere, `file` where its
    ///   weights cannot be read.
    public init(
      name: String, version: String, demonstration: Bool, text: String, cohort: String, encoder: EncoderNetwork
    ) throws(BundleFailure) {
      let files = try EncoderFiles(encoder)
      self.init(
        name: name, version: version, demonstration: demonstration, text: text, cohort: cohort, encoder: files.card)
      encoderSources = files.sources
    }
  }
}
