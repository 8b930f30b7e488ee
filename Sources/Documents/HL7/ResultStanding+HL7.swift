extension ResultStanding {
  /// OBX-11 of what the model and the reader say, table 0085: P until signed; then F, and C once amended, where the
  /// casebook enables final results, else P; X where the slide was rejected, W where it is another one's.
  package func observationStatus(_ finals: FinalResults) -> String {
    switch taken(finals) {
    case .registered, .preliminary, .deferred: "P"
    case .final, .appended: "F"
    case .amended: "C"
    case .unfit: "X"
    case .wrong: "W"
    }
  }

  /// OBX-11 of the act itself: that a slide was rejected is said, and stands.
  func actStatus(_ finals: FinalResults) -> String {
    switch (self, finals) {
    case (.unfit, .disabled), (.wrong, .disabled): "P"
    case (.unfit, .enabled), (.wrong, .enabled): "F"
    case (.registered, _), (.preliminary, _), (.deferred, _), (.final, _), (.appended, _), (.amended, _):
      observationStatus(finals)
    }
  }

  /// OBR-25, table 0123.
  func reportStatus(_ finals: FinalResults) -> String {
    switch self {
    case .registered: "I"
    case .preliminary, .deferred, .final, .appended, .amended: observationStatus(finals)
    case .unfit, .wrong: "X"
    }
  }

  /// ORC-5, table 0038.
  var orderStatus: String {
    switch self {
    case .registered, .preliminary: "IP"
    case .deferred: "HD"
    case .final, .appended, .amended: "CM"
    case .unfit, .wrong: "CA"
    }
  }
}
