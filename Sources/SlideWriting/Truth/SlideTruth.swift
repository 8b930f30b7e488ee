import Microscopy

/// What is truly on a simulated slide.
public struct SlideTruth: Sendable {
  /// All nuclei whose centre lies on the slide, ordered by blocks of 512 px, row by row.
  public let nuclei: [SimulatedNucleus]
  /// Connected areas of one kind.
  public let regions: [TruthRegion]
  let labels: TissueLabels

  /// Shares of each tile of a grid anchored at level-0 (0, 0).
  ///
  /// - Parameter gridMicrons: side of a tile, um. Tiles that the slide's edge would cut are left out.
  public func tileFractions(gridMicrons: Double = 112) -> [TileTruth] {
    labels.tiles(side: Int((gridMicrons / SlideRecipe.micronsPerPixel).rounded()))
  }
}

/// What lies at a place of a simulated slide.
public enum TissueLabel: String, Hashable, Sendable, Codable, CaseIterable {
  case stroma, fat, lobule, necrosis, lymphocytes
  case tumourGrade1 = "tumour grade 1"
  case tumourGrade2 = "tumour grade 2"
  case tumourGrade3 = "tumour grade 3"
  case glass

  /// Nottingham-like grade of the tumour, or `nil` where there is none; necrosis is that of a grade 3 tumour.
  public var grade: Int? {
    switch self {
    case .tumourGrade1: 1
    case .tumourGrade2: 2
    case .tumourGrade3, .necrosis: 3
    case .stroma, .fat, .lobule, .lymphocytes, .glass: nil
    }
  }
}

/// A connected area of one kind.
public struct TruthRegion: Hashable, Sendable {
  /// The kind of tissue within the outline.
  public let label: TissueLabel
  /// The outer outline and then its holes, each closed (first point repeated), in level-0 px.
  public let rings: [[SIMD2<Double>]]
  /// Area in um2.
  public let area: Double
}

/// One tile of the truth table.
public struct TileTruth: Hashable, Sendable {
  /// Left edge, level-0 px.
  public let x: Int
  /// Upper edge, level-0 px.
  public let y: Int
  /// Side, level-0 px.
  public let side: Int
  /// Share that is tissue (fat included), 0...1.
  public let tissue: Double
  /// Share that is invasive tumour with its stroma and necrosis, 0...1.
  public let tumour: Double
  /// Share that is tumour of grade 3, 0...1.
  public let highGrade: Double
}

extension SimulatedSlide {
  /// What is truly there: found again at every call, in about 0.1 s for 2688 x 2688 px.
  public var truth: SlideTruth {
    let labels = TissueLabels(anatomy: anatomy, size: recipe.size)
    return SlideTruth(
      nuclei: nuclei(in: SlideRegion(whole: recipe.size)), regions: RegionOutlines(labels).regions(), labels: labels)
  }

  /// Shares of the tiles alone, without looking for nuclei and outlines.
  public func tileFractions(gridMicrons: Double = 112) -> [TileTruth] {
    TissueLabels(anatomy: anatomy, size: recipe.size)
      .tiles(side: Int((gridMicrons / SlideRecipe.micronsPerPixel).rounded()))
  }

  /// The nuclei whose centre lies in a region of level-0 px.
  public func nuclei(in region: SlideRegion) -> [SimulatedNucleus] {
    let step: Float = 512
    let right = Float(min(region.x + region.width, Double(recipe.size.width)))
    let bottom = Float(min(region.y + region.height, Double(recipe.size.height)))
    var result: [SimulatedNucleus] = []
    for top in stride(from: Float(max(0, region.y)), to: bottom, by: step) {
      for left in stride(from: Float(max(0, region.x)), to: right, by: step) {
        let area = Area(left: left, top: top, right: min(right, left + step), bottom: min(bottom, top + step))
        result += field.cells(in: area).map(\.truth)
      }
    }
    return result
  }
}

extension Cell {
  var truth: SimulatedNucleus {
    SimulatedNucleus(x: x, y: y, longRadius: max(a, b), shortRadius: min(a, b), kind: kind)
  }
}
