/// How close the parts of a report stand on paper.
public enum ReportDensity: Hashable, Sendable {
  /// With room between them: a report that is read from beginning to end.
  case roomy
  /// As much as fits on a page that is filed.
  case dense

  var isDense: Bool {
    switch self {
    case .roomy: false
    case .dense: true
    }
  }
}
