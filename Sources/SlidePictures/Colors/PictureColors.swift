import Microscopy

/// In which colours a slide is wanted.
public struct PictureColors: Hashable, Sendable {
  /// What becomes of the slide's ICC profile.
  public var profile: ProfileUse
  /// Which stains are shown.
  public var stains: ShownStains

  /// Default: all stains, through the profile where the slide has one.
  public init(profile: ProfileUse = .applied, stains: ShownStains = .all) {
    self.profile = profile
    self.stains = stains
  }
}

/// What becomes of the ICC profile of a slide.
public enum ProfileUse: CaseIterable, Hashable, Sendable {
  /// The picture has the colours that it gives.
  case applied
  /// The picture has the colours as they were scanned: those that an encoder sees.
  case raw

  /// What one key makes of it.
  public var other: ProfileUse {
    switch self {
    case .applied: .raw
    case .raw: .applied
    }
  }
}

/// Which stains of haematoxylin and eosin a picture shows, by what an option calls them.
public enum ShownStains: String, CaseIterable, Hashable, Sendable {
  case all
  case hematoxylin = "h"
  case eosin = "e"

  /// What one key makes of it: through all of them and round.
  public var next: ShownStains {
    switch self {
    case .all: .hematoxylin
    case .hematoxylin: .eosin
    case .eosin: .all
    }
  }
}

/// How a picture came by its colours.
public struct PictureColoring: Hashable, Sendable {
  /// What became of the slide's ICC profile.
  public enum Profile: Hashable, Sendable {
    /// The slide has none: the colours are as scanned.
    case none
    /// The colours are as scanned, because these were wanted.
    case raw
    /// It was applied; what it calls itself.
    case applied(name: String)
    /// The colours are as scanned, because it cannot be used.
    case notUsed(ColorProfileFailure)
  }

  /// Where the stain vectors come from by which one stain is shown.
  public enum Vectors: Hashable, Sendable {
    /// Estimated from the slide.
    case own
    /// The published ones of Ruifrok and Johnston 2001, because the slide's own cannot be estimated.
    case reference
  }

  /// What became of the slide's ICC profile.
  public let profile: Profile
  /// Of a picture that shows one stain; `nil` where it shows all.
  public let vectors: Vectors?

  /// What is said of a picture; default: all stains are in it.
  public init(profile: Profile, vectors: Vectors? = nil) {
    self.profile = profile
    self.vectors = vectors
  }
}
