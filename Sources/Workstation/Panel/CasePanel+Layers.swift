import Casework
import Labels
import TerminalKit

extension CasePanel {
  /// A section, and what it shows of the case where that is told with a signature.
  struct Part {
    let lines: [Line]
    let layer: ReadingLayer?

    init(_ lines: [Line], _ layer: ReadingLayer? = nil) {
      self.lines = lines
      self.layer = layer
    }
  }

  /// `parts`, a blank line between them.
  static func lines(of parts: [Part]) -> [Line] { Array(parts.map(\.lines).joined(separator: [Line()])) }

  /// `lasting`, with what was seen of the case before the last of them, the case's record.
  func withSeen(in lasting: [Part], columns: Int) -> [Part] {
    let seen = seenLines(columns)
    return seen.isEmpty ? lasting : lasting.dropLast() + [Part(seen)] + lasting.suffix(1)
  }

  /// What is to be seen of `parts`, a blank line between them, on the lines `visible` of the panel: a part counts once
  /// its first lines are there, of the clinical values all.
  static func layers(of parts: [Part], in visible: Range<Int>) -> Set<ReadingLayer> {
    var layers: Set<ReadingLayer> = []
    var first = 0
    for part in parts {
      if let layer = part.layer, !part.lines.isEmpty {
        let needed = first..<(first + min(part.lines.count, layer.needed))
        if needed.clamped(to: visible) == needed { layers.insert(layer) }
      }
      first += part.lines.count + 1
    }
    return layers
  }

  /// What is going to be kept of the reading, for the reader to see.
  func seenLines(_ columns: Int) -> [Line] {
    guard let seen, seen.seconds > 0, !file.status.isClosed else { return [] }
    let highest = seen.highest.map { pair("highest", "\($0.ranking.label)\($0.howToSee)", columns) } ?? []
    let tissue = file.withheld == nil ? pair("seen", seen.seenPhrase, columns) : []
    return [heading("This reading", columns)] + pair("time", seen.timePhrase, columns) + tissue + highest
      + pair("shown", seen.layersPhrase, columns)
      + (file.withheld == nil ? seen.trialsPhrase().map { pair("tried", $0, columns) } ?? [] : [])
  }
}

extension HighestPlaces {
  /// The keys that lead to them.
  fileprivate var howToSee: String {
    switch ranking {
    case .contribution: ": A, then n leads to them"
    case .attention: ": n leads to them"
    }
  }
}

extension ReadingLayer {
  /// Lines of its part that must be on the screen for it to be shown: of the call the word and the probability or the
  /// reason, of the comparators the heading and the first, of the clinical values the heading and all four rows.
  fileprivate var needed: Int {
    switch self {
    case .clinicalValues: 5
    case .call, .comparators, .slide, .outlines, .colours: 2
    }
  }
}
