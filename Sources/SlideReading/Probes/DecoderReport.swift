/// What the installed libraries were seen to do with the built-in probes.
public struct DecoderReport: Equatable, Sendable {
  /// Compressions whose every pixel came back right.
  public let right: [String]
  /// Compressions whose pixels came back wrong without an error, each also with tiles of the usual size.
  public let wrong: [String]
  /// Compressions that the libraries refuse.
  public let refused: [String]
  /// Compressions that come back right but where a level is narrower or lower than its tile: such levels are left out.
  public let wrongWhereTilesOverhang: [String]

  /// Decodes every probe, some milliseconds each the first time.
  public static func made(with library: OpenSlideLibrary) -> DecoderReport {
    var (right, wrong, refused, overhanging): ([String], [String], [String], [String]) = ([], [], [], [])
    for subject in ProbeSubject.reported {
      switch DecoderProbes.outcome(of: subject, overhang: nil, library: library) {
      case .right:
        right.append(subject.name)
        let isRight = TileOverhang.allCases.allSatisfy {
          DecoderProbes.outcome(of: subject, overhang: $0, library: library) == .right
        }
        if !isRight { overhanging.append(subject.name) }
      case .wrong: wrong.append(subject.name)
      case .refused: refused.append(subject.name)
      }
    }
    return DecoderReport(right: right, wrong: wrong, refused: refused, wrongWhereTilesOverhang: overhanging)
  }
}
