import Microscopy

/// The tiles of one slide that a finding has.
public struct FindingTiles: Hashable, Sendable {
  /// Those that it read.
  public let read: [TileSite]
  /// Those of its plan that it did not read.
  public let unread: [TileSite]

  /// Tiles that were read, and tiles that were not.
  public init(read: [TileSite], unread: [TileSite]) {
    self.read = read
    self.unread = unread
  }
}

extension TissueSurvey {
  /// What each place of the slide is to a finding.
  ///
  /// - Parameters:
  ///   - plan: the tiles that scoring would read of the slide.
  ///   - finding: the tiles that one has; `nil` where it is not known, so that all planned tissue counts as read.
  public func map(_ plan: TilePlan, of finding: FindingTiles? = nil) -> TissueMap {
    var places = PlaceGrid(mask)
    if let leftOut {
      places.put(.unreadable, in: leftOut.damaged)
      places.put(.tooSmall, at: leftOut.tooSmall)
      places.put(.pen, at: leftOut.pen)
    }
    places.putTissue(.tooLittle)
    places.putInTissue(finding == nil ? .tissue : .leftOut, plan.sites)
    if let finding {
      places.putInTissue(.unread, finding.unread)
      places.putInTissue(.tissue, finding.read)
    }
    return TissueMap(
      size: mask.size, micronsPerPixel: mask.micronsPerPixel, level0PerPixel: mask.level0PerPixel,
      places: places.places, isBlurred: flags.contains { $0.kind == .blur })
  }
}

/// Places while they are found, the later ones over the earlier ones.
private struct PlaceGrid {
  let mask: TissueMask
  private(set) var places: [TissuePlace]

  init(_ mask: TissueMask) {
    self.mask = mask
    places = [TissuePlace](repeating: .glass, count: mask.size.width * mask.size.height)
  }

  mutating func put(_ place: TissuePlace, at plane: BitPlane) {
    for row in 0..<plane.height { for run in plane.runs(inRow: row) { fill(run, row, place) } }
  }

  mutating func putTissue(_ place: TissuePlace) {
    for row in 0..<mask.size.height { for run in mask.runs(inRow: row) { fill(run, row, place) } }
  }

  mutating func put(_ place: TissuePlace, in regions: [SlideRegion]) {
    for region in regions {
      let (columns, rows) = covered(region)
      for row in rows { fill(columns, row, place) }
    }
  }

  /// The tissue under `sites`.
  mutating func putInTissue(_ place: TissuePlace, _ sites: [TileSite]) {
    for site in sites {
      let (columns, rows) = covered(site.region)
      for row in rows {
        for column in columns where places[row * mask.size.width + column].isTissue {
          places[row * mask.size.width + column] = place
        }
      }
    }
  }

  private func covered(_ region: SlideRegion) -> (columns: Range<Int>, rows: Range<Int>) {
    let (columns, rows) = mask.pixels(of: region)
    return (columns.clamped(to: 0..<mask.size.width), rows.clamped(to: 0..<mask.size.height))
  }

  private mutating func fill(_ columns: Range<Int>, _ row: Int, _ place: TissuePlace) {
    for column in columns { places[row * mask.size.width + column] = place }
  }
}
