import SlideReading

extension DecoderReport {
  /// What was decoded rightly, wrongly and not at all, and what follows for levels smaller than their tiles.
  package var sentence: String {
    let parts = [
      Self.part("right", right), Self.part("WRONG", wrong), Self.part("no decoder", refused),
      Self.part("wrong where a level is smaller than its tiles, which is then left out", wrongWhereTilesOverhang),
    ]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }

  private static func part(_ what: String, _ names: [String]) -> String? {
    names.isEmpty ? nil : "\(what): \(names.joined(separator: ", "))"
  }
}
