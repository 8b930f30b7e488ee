import Microscopy

/// Nuclei that are to be found in a part of a slide.
public struct NucleiRequest: Hashable, Sendable {
  /// What they are wanted for.
  public enum Purpose: Hashable, Sendable {
    /// To be counted, and kept with the case.
    case count
    /// To be shown in the picture.
    case show
  }

  /// The case's name.
  public let caseID: String
  /// Index of its slide.
  public let slideIndex: Int
  /// What opens the slide.
  public let slide: SlideToOpen
  /// Where, level-0 px.
  public let region: SlideRegion
  /// What for.
  public let purpose: Purpose

  /// The largest part in which nuclei are looked for, mm2: some seconds of work.
  public static let mostMM2 = 4.0
}

/// Nuclei as found in a part of a slide.
public struct FoundNuclei: Hashable, Sendable {
  /// Their middles, level-0 px.
  public let middles: [RegionPoint]
  /// Whether the slide shows the colours of haematoxylin and eosin; `nil` where there was too little tissue to tell.
  public let isHE: Bool?

  /// What was found on a slide of such colours.
  public init(middles: [RegionPoint], isHE: Bool?) {
    self.middles = middles
    self.isHE = isHE
  }
}
