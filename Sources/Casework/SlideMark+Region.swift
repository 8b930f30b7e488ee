import Basics
import Microscopy

/// Marks as regions, as they are exchanged with other programs and as a casebook stores them.
extension SlideMark {
  /// The mark as a region: its note is the name; what only Coverslip knows stands in the metadata, where QuPath keeps
  /// it.
  public var region: MarkedRegion {
    var measurements: [String: Double] = [:]
    measurements[Measured.length] = lengthUM
    if let count {
      measurements[Measured.nuclei] = Double(count.nuclei)
      measurements[Measured.area] = count.areaMM2
      measurements[Measured.density] = count.density
    }
    return MarkedRegion(
      shape, id: id, name: note.isEmpty ? nil : note, measurements: measurements,
      metadata: [Known.kind: kind.rawValue, Known.reviewer: reviewer, Known.made: madeAt])
  }

  /// What the casebook has stored of a mark on the slide of that index; `nil` where it is no such region.
  package init?(stored region: MarkedRegion, slide: Int) {
    guard let id = region.id, let kind = region.metadata[Known.kind].flatMap({ SlideMarkKind(rawValue: $0) }) else {
      return nil
    }
    self.init(
      id: id, slide: slide, kind: kind, shape: region.shape, note: region.name ?? "",
      lengthUM: region.measurements[Measured.length], count: Self.count(in: region))
    reviewer = region.metadata[Known.reviewer] ?? ""
    madeAt = region.metadata[Known.made] ?? ""
  }

  /// A region of another program as a mark on a slide: points are bookmarks, lines lengths, which are measured anew.
  /// What it was counted or called elsewhere is in its note: its name, else its class.
  ///
  /// - Parameters:
  ///   - id: its identity from now on.
  ///   - slide: index of the slide, from 0.
  ///   - mpp: of that slide.
  public init(imported region: MarkedRegion, id: String, slide: Int, mpp: MicronsPerPixel) {
    let kind: SlideMarkKind =
      switch region.shape {
      case .points: .bookmark
      case .lines: .length
      case .polygons: .region
      }
    self.init(
      id: id, slide: slide, kind: kind, shape: region.shape,
      note: CleanText.cleaned(region.name ?? region.classification ?? "", limit: Self.noteLimit - 3),
      lengthUM: Self.length(of: region.shape, mpp))
  }

  private static func count(in region: MarkedRegion) -> NucleusCount? {
    guard let nuclei = region.measurements[Measured.nuclei].flatMap({ Int(exactly: $0) }),
      let area = region.measurements[Measured.area]
    else { return nil }
    return NucleusCount(nuclei: nuclei, areaMM2: area)
  }

  /// Names of measurements, in QuPath's manner.
  private enum Measured {
    static let length = "Length µm"
    static let nuclei = "Nuclei"
    static let area = "Area mm^2"
    static let density = "Nuclei per mm^2"
  }

  /// Keys of the metadata.
  private enum Known {
    static let kind = "kind"
    static let reviewer = "reviewer"
    static let made = "made"
  }
}
