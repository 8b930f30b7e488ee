import Casework

extension SlideMarkKind {
  /// As shown: `bookmark`.
  public var label: String {
    switch self {
    case .bookmark: "bookmark"
    case .length: "length"
    case .nuclei: "nuclei"
    case .region: "region"
    }
  }
}
