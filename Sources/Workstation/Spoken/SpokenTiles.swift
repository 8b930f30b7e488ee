import Basics
import Casework

/// The tiles of a finding, for words about where they lie.
struct SpokenTiles: Equatable, Sendable {
  /// Those that were read and scored.
  let read: [TileFinding]
  /// Tissue that a budget left out.
  let unread: [TissueSquare]

  /// Where the tissue of a slide lies: between which distances from its edges, and in which ninths of it.
  ///
  /// - Parameters:
  ///   - index: of the slide in the case.
  ///   - name: what the slide is called in the sentences.
  func places(on index: Int, _ slide: CaseSlide, called name: String) -> [String] {
    let squares = (read.map(\.place) + unread).filter { $0.slide == index }
    guard let left = squares.map(\.x).min(), let right = squares.map({ $0.x + $0.side }).max(),
      let top = squares.map(\.y).min(), let bottom = squares.map({ $0.y + $0.side }).max()
    else { return ["\(name): no tile of tissue lies on it."] }
    let across = "between \(Self.millimetres(left, slide.mpp.x)) and \(Self.millimetres(right, slide.mpp.x)) mm"
    let down = "between \(Self.millimetres(top, slide.mpp.y)) and \(Self.millimetres(bottom, slide.mpp.y)) mm"
    return [
      "\(name): tissue lies \(across) from the left edge, and \(down) from the upper edge.",
      "\(name), by ninths of the slide: \(Self.ninths(of: squares, on: slide)).",
    ]
  }

  private static func millimetres(_ pixels: Int, _ mpp: Double) -> String {
    NumberText.plain.fixed(Double(pixels) * mpp / 1000, digits: 1)
  }

  private static let names = [
    "upper left", "upper middle", "upper right", "middle left", "centre", "middle right", "lower left", "lower middle",
    "lower right",
  ]

  /// The ninths that hold tissue, the fullest first, each with its share of the tiles in whole percent.
  private static func ninths(of squares: [TissueSquare], on slide: CaseSlide) -> String {
    var counts = [Int](repeating: 0, count: names.count)
    for square in squares {
      let column = third(square.x + square.side / 2, of: slide.size.width)
      counts[third(square.y + square.side / 2, of: slide.size.height) * 3 + column] += 1
    }
    let order = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
    return order.map { index in
      let percent = 100 * counts[index] / squares.count
      return "\(names[index]) \(percent == 0 ? "less than 1" : "\(percent)") %"
    }.joined(separator: ", ")
  }

  private static func third(_ place: Int, of length: Int) -> Int { min(2, max(0, 3 * place / max(1, length))) }

  /// The tiles that stand highest, of neighbours only the highest: where each lies, in um, and its numbers.
  ///
  /// - Parameter showsContributions: whether the model makes a call, so that there are contributions to it.
  func attentionLines(_ slides: [CaseSlide], showsContributions: Bool) -> [String] {
    let tour = TileTour.tiles(of: read, by: .attention)
    return tour.enumerated().compactMap { index, tile in
      guard slides.indices.contains(tile.slide) else { return nil }
      let slide = slides[tile.slide]
      let (x, y) = (tile.center.x * slide.mpp.x, tile.center.y * slide.mpp.y)
      let contribution = showsContributions ? tile.contribution.map(Double.init) : nil
      let part = contribution.map { ", contribution \(NumberText.plain.signed($0, digits: 3))" } ?? ""
      return "Attention tile \(index + 1) of \(tour.count): \(slides.count > 1 ? "slide \(tile.slide + 1), " : "")"
        + "\(NumberText.plain.fixed(x, digits: 0)) um from the left and \(NumberText.plain.fixed(y, digits: 0)) um "
        + "from the upper edge, attention \(NumberText.plain.percent(Double(tile.attention), digits: 2))\(part)."
    }
  }
}
