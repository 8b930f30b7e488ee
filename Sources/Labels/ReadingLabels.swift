import Basics
import Casework

extension ReadingLayer {
  /// As shown: `outlines`.
  public var label: String {
    switch self {
    case .slide: "slide"
    case .outlines: "outlines"
    case .colours: "heat map"
    case .call: "model's call"
    case .clinicalValues: "clinical values"
    case .comparators: "comparators"
    }
  }
}

extension PlaceRanking {
  /// As shown: `by contribution`.
  public var label: String {
    switch self {
    case .contribution: "by contribution"
    case .attention: "by attention"
    }
  }
}

extension DiagnosisSource {
  /// As shown: `on glass`.
  public var label: String {
    switch self {
    case .glass: "on glass"
    case .pacs: "in the PACS"
    case .thisScreen: "on this screen"
    case .notStated: "not stated"
    }
  }

  /// Whether the reader said where.
  var isStated: Bool {
    switch self {
    case .glass, .pacs, .thisScreen: true
    case .notStated: false
    }
  }

  /// What the signature says of it.
  var sentence: String {
    switch self {
    case .glass, .pacs, .thisScreen: "The diagnosis was read \(label); this does not sign it."
    case .notStated: "I do not say where the diagnosis was read; this signs no diagnosis."
    }
  }
}

extension ReadingRecord {
  /// What was seen, in one line: `3 of the 10 top contributions not seen; 41 % of tissue at 5x or more`.
  public var seenPhrase: String {
    guard let tissue, let highest else { return "how much of the tissue was seen is not known: there are no tiles" }
    return "\(highest.phrase); \(tissue.phrase)"
  }

  /// `4 min 10 s on the screen`.
  public var timePhrase: String { Self.duration(seconds) + " on the screen" }

  /// What was shown, since when and how long: `slide from 11:02:09 for 4 min 2 s, outlines from ...`, times in UTC.
  public var layersPhrase: String {
    guard !layers.isEmpty else { return "nothing of it" }
    let parts = layers.map { shown in
      "\(shown.layer.label) from \(shown.first.dropFirst(11).prefix(8)) for \(Self.duration(shown.seconds))"
    }
    return parts.joined(separator: ", ") + " (UTC)"
  }

  private static func duration(_ seconds: Int) -> String {
    seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }
}

extension TissueSeen {
  fileprivate var phrase: String { "\(percent) % of tissue at 5x or more" }
}

extension PlaceRanking {
  /// What stands highest.
  fileprivate var highest: String {
    switch self {
    case .contribution: "top contributions"
    case .attention: "top attention tiles"
    }
  }
}

extension HighestPlaces {
  fileprivate var phrase: String {
    let all = "\(places.count) \(ranking.highest)"
    if unseen == 0 { return "all \(all) seen" }
    return unseen == places.count ? "none of the \(all) seen" : "\(unseen) of the \(all) not seen"
  }
}

extension ReadingKept {
  /// The line before signing, and behind the signature.
  public var phrase: String {
    switch self {
    case .record(let record): record.seenPhrase
    case .off: "no record of the reading is kept here: it is turned off"
    }
  }

  /// What the signature says where nothing was kept.
  var sentence: String? {
    switch self {
    case .record: nil
    case .off: "No record of the reading was kept."
    }
  }
}

extension GradeReading {
  /// Both grades and what the other one makes of the risk: `own 3, the model's 2: risk 11.2 % instead of 6.3 %`.
  public func phrase(_ numbers: NumberText = .screen) -> String {
    let grades = "own \(own), the model's \(model.map(String.init) ?? "none")"
    guard differs else { return "own \(own), as the model's" }
    guard let shift else { return grades + "; the shift in risk was not computed" }
    let (before, after) = (numbers.percent(shift.model), numbers.percent(shift.own))
    return grades + (shift.model == shift.own ? ": the risk stays \(before)" : ": risk \(after) instead of \(before)")
  }
}
