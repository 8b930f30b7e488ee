import Casework
import Labels
import TerminalKit

extension CasePanel {
  /// A section, and what it shows of the case where that is told with a signature.
  struct Part {
    let lines: [Line]
    let layer: ReadingLayer?
    /// The tabs that show it, besides that of all.
    let tabs: Set<PanelTab>
    /// Whether it stands only for what another tab tells at length.
    let isShort: Bool

    init(_ lines: [Line], _ layer: ReadingLayer? = nil, in tabs: Set<PanelTab> = [.call], isShort: Bool = false) {
      self.lines = lines
      self.layer = layer
      self.tabs = tabs
      self.isShort = isShort
    }

    func isShown(in tab: PanelTab) -> Bool {
      switch tab {
      case .all: !isShort
      case .call, .clinical, .tiles, .history: tabs.contains(tab)
      }
    }
  }

  /// `parts`, a blank line between them.
  static func lines(of parts: [Part]) -> [Line] { Array(parts.map(\.lines).joined(separator: [Line()])) }

  /// `lasting`, with what was seen of the case before the last of them, the case's record.
  func withSeen(in lasting: [Part], columns: Int) -> [Part] {
    let seen = seenLines(columns)
    return seen.isEmpty ? lasting : lasting.dropLast() + [Part(seen, in: [.tiles])] + lasting.suffix(1)
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
    let highest = seen.highest.map { pair("highest", "\($0.ranking.label)\($0.howToSee(keys))", columns) } ?? []
    let tissue = file.withheld == nil ? pair("seen", seen.seenPhrase, columns) : []
    let judged = judgedPhrase.map { pair("tiles", $0, columns) } ?? []
    return [heading("This reading", columns)] + pair("time", seen.timePhrase, columns) + tissue + highest + judged
      + pair("shown", seen.layersPhrase, columns)
      + (file.withheld == nil ? seen.trialsPhrase().map { pair("tried", $0, columns) } ?? [] : [])
  }

  /// The tiles of the finding that the reader has judged, as the draft has them; `nil` where there are none.
  var judgedPhrase: String? { file.finding.flatMap { file.draft?.judgedTiles?.tiles(of: $0).phrase } }
}

extension HighestPlaces {
  /// The keys that lead to those that were not seen; `nil` where there are none.
  func wayToUnseen(_ keys: KeyChanges) -> String? { unseen == 0 ? nil : "\(way(keys)) leads to the unseen ones" }

  /// The keys that lead to them.
  fileprivate func howToSee(_ keys: KeyChanges) -> String { ": \(way(keys)) leads to them" }

  private func way(_ keys: KeyChanges) -> String {
    switch ranking {
    case .contribution: "\(keys.label("A")), then \(keys.label("n"))"
    case .attention: keys.label("n")
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
