import Microscopy

/// The tissue mask to lay over a picture, and what of it is left out.
public struct MaskOverlay: Hashable, Sendable {
  /// The finding's result file, absolute path, which says which tiles were read; `nil` where the finding is not known,
  /// or may not be told: then nothing follows from what the model looked at.
  public var resultFile: String?

  /// The mask of a slide, with what the finding of `resultFile` did not read.
  public init(resultFile: String? = nil) { self.resultFile = resultFile }
}

/// What is known of the tissue mask of a picture.
public enum MaskLegend: Hashable, Sendable {
  /// The slide is being looked over.
  case computing
  /// The slide could not be looked over.
  case failed
  /// How much each place takes, mm2, and whether the slide as a whole is out of focus.
  case known([TissuePlace: Double], isBlurred: Bool)
}
