import Basics
import Labels
import SlidePictures
import TerminalKit

/// What the heat map means, in the line below the picture.
extension CaseView {
  /// Columns that the colours of the legend keep where there is more to say.
  private static let legendBar = 8

  /// What is drawn, with numbers, and what these are held to; attention is not risk, and the legend says so.
  func legendLine(_ reading: CaseState, columns: Int) -> Line {
    if let withheld = reading.file.withheldLabel { return Line("heat map \(withheld)", theme[.dim]) }
    guard reading.file.finding?.resultFile != nil else { return Line("no heat map: not scored", theme[.dim]) }
    guard reading.heatShown.showsModel else { return Line("heat map off", theme[.dim]) }
    guard let legend else {
      let isHopeless = pictures.problems[.pane] != nil
      return Line(isHopeless ? "no heat map: the slide cannot be shown" : "heat map …", theme[.dim])
    }
    switch reading.heatShown {
    case .outlines: return lineLegend(legend, sign: "▢", columns)
    case .contours: return lineLegend(legend, sign: "━", columns)
    case .topTiles: return topLegend(legend, reading, columns)
    case .colours: return colourLegend(legend, reading, columns)
    case .dimmed: return dimLegend(legend, reading, columns)
    case .off: return Line()
    }
  }

  /// The legend of the picture that has a heat map.
  var legend: HeatLegend? { pictures.legend(.pane) ?? pictures.legend(.beside) }

  /// The first of `lines` that has room in `columns`, else the last.
  private func fitting(_ lines: [Line], _ columns: Int) -> Line {
    lines.first { $0.columns <= columns } ?? lines.last ?? Line()
  }

  /// A sign in `color`, on what it is seen on in every theme.
  private static func ink(_ color: RGB) -> Style { Style(foreground: color, background: color.contrasting) }

  // MARK: Lines

  /// What the lines go around.
  private func lineLegend(_ legend: HeatLegend, sign: String, _ columns: Int) -> Line {
    switch legend.quantity {
    case .attention:
      let long = attentionLines(legend, sign, isShort: false)
      let more = legend.lines.count == 1 ? Line(legend.threshold, theme[.dim]) : Line()
      return fitting([long + more, long, attentionLines(legend, sign, isShort: true)], columns)
    case .contribution:
      let short = contributionLines(legend, sign)
      let shares = legend.lines.map { String($0.share) }.joined(separator: ", ")
      let more = Line("  \(shares) %\(legend.reference.place(isShort: false)) each", theme[.dim])
      return fitting([short + more, short], columns)
    }
  }

  /// `▢ highest 10 % of the case`; `━10 ━20 ━40 % of case`.
  private func attentionLines(_ legend: HeatLegend, _ sign: String, isShort: Bool) -> Line {
    var line = Line(legend.quantity.caption + " ", theme[.text])
    let isDense = isShort && legend.lines.count > 1
    for (index, each) in legend.lines.enumerated() {
      let word = index > 0 || isDense ? "" : isShort ? "top " : "highest "
      let unit = isDense && index + 1 < legend.lines.count ? "" : " %"
      line.append(isDense || index == 0 ? " " : "  ")
      line.append(sign, Self.ink(each.high))
      line.append(isDense ? "" : " ")
      line.append("\(word)\(each.share)\(unit)", theme[.dim])
    }
    line.append(legend.reference.place(isShort: isShort), theme[.dim])
    return line
  }

  /// `▢ raises it  ▢ lowers it`.
  private func contributionLines(_ legend: HeatLegend, _ sign: String) -> Line {
    var line = Line(legend.quantity.caption + "  ", theme[.text])
    for each in legend.lines { line.append(sign, Self.ink(each.high)) }
    line.append(" raises it  ", theme[.dim])
    for each in legend.lines { line.append(sign, Self.ink(each.low)) }
    line.append(" lowers it", theme[.dim])
    return line
  }

  private func topLegend(_ legend: HeatLegend, _ reading: CaseState, _ columns: Int) -> Line {
    let color = legend.colors.last.map(Self.ink) ?? theme[.text]
    let start = Line([Span(legend.quantity.caption + "  ", theme[.text]), Span("▢", color), Span(" ")])
    let count = reading.tour.count
    return fitting(
      [
        start + Line("the \(count) highest of the case that do not touch; n goes to them", theme[.dim]),
        start + Line("the \(count) highest", theme[.dim]),
      ], columns)
  }

  // MARK: Colours

  private func dimLegend(_ legend: HeatLegend, _ reading: CaseState, _ columns: Int) -> Line {
    switch legend.signs {
    case .colours: break
    case .digits: return digitLegend(legend)
    }
    let start = Line(legend.quantity.caption + "  ", theme[.text])
    let long = legend.reference.place(isShort: false)
    return fitting(
      [
        start + Line("bright: \(legend.standing)\(long)  the rest dimmed \(reading.opacity) %", theme[.dim]),
        start + Line("bright: \(legend.standing)\(long)", theme[.dim]),
        start + Line("lit top \(legend.share) %\(legend.reference.place(isShort: true))", theme[.dim]),
      ], columns)
  }

  private func digitLegend(_ legend: HeatLegend) -> Line {
    Line([Span(legend.quantity.caption + "  ", theme[.text]), Span(legend.quantity.digits, theme[.dim])])
  }

  private func colourLegend(_ legend: HeatLegend, _ reading: CaseState, _ columns: Int) -> Line {
    switch legend.signs {
    case .colours: break
    case .digits: return digitLegend(legend)
    }
    let (first, last) = legend.ends
    let notes = [legend.note, legend.share < 100 ? legend.standing : nil].compactMap(\.self).joined(separator: ", ")
    let (name, opacity) = (legend.quantity.caption, "  at \(reading.opacity) %")
    let (long, short) = (legend.unit(isShort: false), legend.unit(isShort: true))
    let wanted = [
      (notes.isEmpty ? name : "\(name) (\(notes))", long + opacity), (name, long + opacity), (name, short + opacity),
      (name, short),
    ]
    let room = { (words: (name: String, tail: String)) in
      columns - TextWidth.of("\(words.name)  \(first)  \(last)\(words.tail)")
    }
    let words = wanted.first { room($0) >= Self.legendBar } ?? (name, short)
    var line = Line(words.0 + "  ", theme[.text])
    line.append(first + " ", theme[.dim])
    let bar = min(24, room(words))
    for column in 0..<max(0, bar) where !legend.colors.isEmpty {
      let index = column * (legend.colors.count - 1) / max(1, bar - 1)
      line.append(" ", Style(background: legend.colors[index]))
    }
    line.append(" " + last + words.1, theme[.dim])
    return line
  }
}

extension HeatLegend {
  /// What the first and the last colour stand for, as text.
  fileprivate var ends: (String, String) {
    switch quantity {
    case .attention: (number(lowest), (isCut ? "≥" : "") + number(highest))
    case .contribution: ((isCut ? "≤" : "") + number(lowest), (isCut ? "≥" : "") + number(highest))
    }
  }

  private func number(_ value: Double) -> String {
    switch (quantity, reference) {
    case (.attention, .raw): NumberText.screen.percent(value, digits: 2)
    case (.attention, .slide), (.attention, .wholeCase): NumberText.screen.fixed(value, digits: 0)
    case (.contribution, .raw): NumberText.screen.signed(value, digits: 3)
    case (.contribution, .slide), (.contribution, .wholeCase): NumberText.screen.signed(value, digits: 0)
    }
  }

  /// What the numbers are, behind them.
  fileprivate func unit(isShort: Bool) -> String {
    switch (quantity, reference) {
    case (.attention, .raw): isShort ? " raw" : " of the attention"
    case (.contribution, .raw): isShort ? " raw" : " of the score"
    case (_, .slide), (_, .wholeCase): (isShort ? " %" : " percentile") + reference.place(isShort: isShort)
    }
  }

  /// From which number on a tile stands out, where the numbers are raw; ranks say it themselves.
  fileprivate var threshold: String {
    switch reference {
    case .raw: ", from \(number(lowest))"
    case .slide, .wholeCase: ""
    }
  }

  /// Which tiles stand out.
  fileprivate var standing: String {
    switch quantity {
    case .attention: "highest \(share) %"
    case .contribution: "outer \(share) %"
    }
  }
}

extension HeatReference {
  /// Of whose tiles a share is.
  fileprivate func place(isShort: Bool) -> String {
    switch self {
    case .raw, .wholeCase: isShort ? " of case" : " of the case"
    case .slide: isShort ? " of slide" : " of the slide"
    }
  }
}

extension HeatQuantity {
  /// By what the tiles of the tour stand highest.
  var word: String {
    switch self {
    case .attention: "attention"
    case .contribution: "contribution"
    }
  }

  /// Before the colours.
  fileprivate var caption: String {
    switch self {
    case .attention: "attention, not risk"
    case .contribution: "contribution"
    }
  }

  /// What the digits mean.
  fileprivate var digits: String {
    switch self {
    case .attention: "0 lowest to 9 highest"
    case .contribution: "0 lowers it to 9 raises it"
    }
  }
}
