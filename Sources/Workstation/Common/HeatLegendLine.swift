import Basics
import Labels
import SlidePictures
import TerminalKit

/// What a heat map means, in one line: below the picture of a case, and below one that is printed. It says what is
/// drawn, with numbers, and what these are held to; attention is not risk, and it says so.
public struct HeatLegendLine {
  /// Columns that the colours keep where there is more to say.
  private static let leastBar = 8

  private let legend: HeatLegend
  private let shown: HeatShown
  private let theme: Theme
  private let opacity: Int
  private let highest: Int
  private let howToSee: String

  /// The line of `legend`, drawn in `theme`.
  ///
  /// - Parameters:
  ///   - shown: how the map lies over the tissue.
  ///   - opacity: of its colours or its dimming, percent.
  ///   - highest: how many tiles have a frame, where these alone are shown.
  ///   - howToSee: what leads to them, behind the words for them; default: nothing.
  public init(
    _ legend: HeatLegend, of shown: HeatShown, theme: Theme, opacity: Int, highest: Int, howToSee: String = ""
  ) {
    self.legend = legend
    self.shown = shown
    self.theme = theme
    self.opacity = opacity
    self.highest = highest
    self.howToSee = howToSee
  }

  /// The longest wording that has room in `columns`.
  public func line(columns: Int) -> Line {
    switch shown {
    case .outlines: lines(sign: "▢", columns)
    case .contours: lines(sign: "━", columns)
    case .topTiles: topTiles(columns)
    case .colours: colours(columns)
    case .dimmed: dimmed(columns)
    case .mask, .off: Line()
    }
  }

  /// The first of `lines` that has room in `columns`, else the last.
  private func fitting(_ lines: [Line], _ columns: Int) -> Line {
    lines.first { $0.columns <= columns } ?? lines.last ?? Line()
  }

  /// A sign in `color`, on what it is seen on in every theme.
  private static func ink(_ color: RGB) -> Style { Style(foreground: color, background: color.contrasting) }

  // MARK: Lines

  /// What the lines go around.
  private func lines(sign: String, _ columns: Int) -> Line {
    switch legend.quantity {
    case .attention:
      let long = attentionLines(sign, isShort: false)
      let more = legend.lines.count == 1 ? Line(legend.threshold, theme[.dim]) : Line()
      return fitting([long + more, long, attentionLines(sign, isShort: true)], columns)
    case .contribution:
      let short = contributionLines(sign)
      let shares = legend.lines.map { String($0.share) }.joined(separator: ", ")
      let more = Line("  \(shares) %\(legend.place(isShort: false)) each\(legend.nowhere)", theme[.dim])
      return fitting([short + more, short + Line(legend.nowhere, theme[.dim])], columns)
    }
  }

  /// `▢ highest 10 % of the case`; `━10 ━20 ━40 % of case`.
  private func attentionLines(_ sign: String, isShort: Bool) -> Line {
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
    line.append(legend.place(isShort: isShort) + legend.nowhere, theme[.dim])
    return line
  }

  /// `▢ raises it  ▢ lowers it`.
  private func contributionLines(_ sign: String) -> Line {
    var line = Line(legend.quantity.caption + "  ", theme[.text])
    for each in legend.lines { line.append(sign, Self.ink(each.high)) }
    line.append(" raises it  ", theme[.dim])
    for each in legend.lines { line.append(sign, Self.ink(each.low)) }
    line.append(" lowers it", theme[.dim])
    return line
  }

  private func topTiles(_ columns: Int) -> Line {
    let color = legend.colors.last.map(Self.ink) ?? theme[.text]
    let start = Line([Span(legend.quantity.caption + "  ", theme[.text]), Span("▢", color), Span(" ")])
    return fitting(
      [
        start + Line("the \(highest) highest of the case that do not touch\(howToSee)", theme[.dim]),
        start + Line("the \(highest) highest", theme[.dim]),
      ], columns)
  }

  // MARK: Colours

  private func dimmed(_ columns: Int) -> Line {
    switch legend.signs {
    case .colours: break
    case .digits: return digits
    }
    let start = Line(legend.quantity.caption + "  ", theme[.text])
    let long = legend.place(isShort: false)
    return fitting(
      [
        start + Line("bright: \(legend.standing)\(long)\(legend.nowhere)  the rest dimmed \(opacity) %", theme[.dim]),
        start + Line("bright: \(legend.standing)\(long)\(legend.nowhere)", theme[.dim]),
        start + Line("lit top \(legend.share) %\(legend.place(isShort: true))\(legend.nowhere)", theme[.dim]),
      ], columns)
  }

  private var digits: Line {
    Line([Span(legend.quantity.caption + "  ", theme[.text]), Span(legend.quantity.digits, theme[.dim])])
  }

  private func colours(_ columns: Int) -> Line {
    switch legend.signs {
    case .colours: break
    case .digits: return digits
    }
    let (first, last) = legend.ends
    let notes = [legend.note, legend.share < 100 ? legend.standing : nil].compactMap(\.self).joined(separator: ", ")
    let (name, mixing) = (legend.quantity.caption, "  at \(opacity) %")
    let (long, short) = (legend.unit(isShort: false), legend.unit(isShort: true))
    let wanted = [
      (notes.isEmpty ? name : "\(name) (\(notes))", long + mixing), (name, long + mixing), (name, short + mixing),
      (name, short),
    ]
    let room = { (words: (name: String, tail: String)) in
      columns - TextWidth.of("\(words.name)  \(first)  \(last)\(words.tail)")
    }
    let words = wanted.first { room($0) >= Self.leastBar } ?? (name, short)
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
    case (.attention, .slide), (.attention, .wholeCase), (.attention, .cohort):
      NumberText.screen.fixed(value, digits: 0)
    case (.contribution, .raw): NumberText.screen.signed(value, digits: 3)
    case (.contribution, .slide), (.contribution, .wholeCase), (.contribution, .cohort):
      NumberText.screen.signed(value, digits: 0)
    }
  }

  /// What the numbers are, behind them.
  fileprivate func unit(isShort: Bool) -> String {
    switch (quantity, reference) {
    case (.attention, .raw): isShort ? " raw" : " of the attention"
    case (.contribution, .raw): isShort ? " raw" : " of the score"
    case (_, .slide), (_, .wholeCase), (_, .cohort): (isShort ? " %" : " percentile") + place(isShort: isShort)
    }
  }

  /// From which number on a tile stands out, where the numbers are raw; ranks say it themselves.
  fileprivate var threshold: String {
    switch reference {
    case .raw: ", from \(number(lowest))"
    case .slide, .wholeCase, .cohort: ""
    }
  }

  /// Of whose tiles a share is; the model's training by its name, where there is room.
  fileprivate func place(isShort: Bool) -> String {
    switch reference {
    case .raw, .wholeCase: isShort ? " of case" : " of the case"
    case .slide: isShort ? " of slide" : " of the slide"
    case .cohort: isShort ? " of cohort" : " of the tiles of " + TextWidth.printable(cohort ?? "the cohort")
    }
  }

  /// That nothing is drawn, where that follows from the numbers.
  fileprivate var nowhere: String { isNowhere ? ": none here" : "" }

  /// Which tiles stand out.
  fileprivate var standing: String {
    switch quantity {
    case .attention: "highest \(share) %"
    case .contribution: "outer \(share) %"
    }
  }
}

extension HeatQuantity {
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
