/// What of a case's slides the signer had on the screen.
public enum SlidesShown: Hashable, Sendable, Codable {
  /// The picture of every slide.
  case every
  /// All but these slides, by their file names.
  case allBut([String])
  /// Signed from a shell, which shows no picture.
  case noPicture

  /// How it is stored.
  public enum Code: String, Sendable, Codable, CaseIterable {
    case every = "every-slide-shown"
    case allBut = "slides-not-shown"
    case noPicture = "signed-without-the-picture"
  }

  /// What is stored; ``notShown`` stands beside it.
  public var code: Code {
    switch self {
    case .every: .every
    case .allBut: .allBut
    case .noPicture: .noPicture
    }
  }

  /// File names of the slides that are known not to have been on the screen.
  public var notShown: [String] {
    switch self {
    case .every, .noPicture: []
    case .allBut(let names): names
    }
  }

  /// What `code` and the names beside it stand for.
  init(_ code: Code, notShown names: [String]) {
    switch code {
    case .every: self = .every
    case .allBut: self = .allBut(names)
    case .noPicture: self = .noPicture
    }
  }
}
