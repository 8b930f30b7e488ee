import Basics
import Casework
import Prognosis

extension LeftOutReason {
  /// As shown: `in situ`.
  public var label: String {
    switch self {
    case .inSitu: "in situ"
    case .artefact: "artefact"
    case .controlTissue: "control tissue"
    case .otherTumour: "other tumour"
    case .noTumour: "no tumour"
    case .necrosis: "necrosis"
    case .other: "other"
    }
  }

  /// Each reason once, in the order of the enum: `in situ, artefact`.
  static func list(_ reasons: [LeftOutReason]) -> String {
    allCases.filter(reasons.contains).map(\.label).joined(separator: ", ")
  }
}

extension LeftOutReason: LabelledCode {}

extension LeftOutRegions {
  /// `3 regions left out: in situ, artefact; 41 tiles`.
  public var phrase: String {
    guard !reasons.isEmpty else { return "no region left out" }
    return
      "\(reasons.count.counted("region")) left out: \(LeftOutReason.list(reasons)); \(tiles.counted("tile"))"
  }
}

extension RegionTrial {
  /// What was left out: `without 2 regions (in situ, artefact), 41 of 480 tiles`.
  public var boxesPhrase: String {
    "without \(boxes.count.counted("region")) (\(LeftOutReason.list(boxes.map(\.reason)))), "
      + "\(tilesLeftOut) of \((tiles + tilesLeftOut).counted("tile"))"
  }

  /// What the model would say: `low, 4.1 %`; `no call: too little tissue`.
  public func answerPhrase(_ numbers: NumberText = .screen) -> String {
    guard call.isAnswer else { return "\(call.label): \(reasons.map(\.label).joined(separator: ", "))" }
    return probability5y.map { "\(call.label), \(numbers.percent($0))" } ?? call.label
  }
}

extension ReadingRecord {
  /// What was tried: `2 trials, exploratory; the last without 1 region (in situ), 41 of 480 tiles: low, 4.1 %`; `nil`
  /// where nothing was.
  public func trialsPhrase(_ numbers: NumberText = .screen) -> String? {
    guard let last = trials.last else { return nil }
    let which = trials.count == 1 ? "" : "the last "
    let back = last.isTakenBack ? ", taken back" : ""
    return "\(trials.count.counted("trial")), exploratory; \(which)\(last.boxesPhrase): "
      + last.answerPhrase(numbers) + back
  }
}
