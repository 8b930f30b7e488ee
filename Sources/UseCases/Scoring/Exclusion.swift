import Casework
import Labels
import Microscopy

/// A file of regions that a finding is not to rest on, as it was read.
package struct ExclusionFile: Sendable {
  package let path: String
  package let bytes: [UInt8]
  /// SHA-256 of the bytes, 64 hexadecimal digits.
  package let digest: String

  package init(path: String, bytes: [UInt8], digest: String) {
    self.path = path
    self.bytes = bytes
    self.digest = digest
  }
}

/// Why a file of regions to leave out is not taken.
package enum ExclusionFailure: Error, Sendable {
  /// Another number of files than slides was given.
  case fileCount(slides: Int, files: Int)
  /// It is not a file of regions on the slide.
  case file(path: String, RegionFailure)
  /// The region of that number, counted from 1, is a point or a line.
  case noArea(path: String, number: Int)
  /// The region of that number does not say why it is left out.
  case noReason(path: String, number: Int)
  /// The region of that number names a reason that there is not.
  case unknownReason(path: String, number: Int, UnknownCode)
}

/// The regions of a case's slides that a finding is not to rest on, each with its reason.
package struct Exclusion: Sendable {
  /// Of each slide, those of its file.
  private let shapes: [[RegionShape]]
  private let reasons: [LeftOutReason]
  private let digests: [String]

  /// The regions of `files`, one per slide, in their order.
  ///
  /// - Parameter corners: of what QuPath shows of each slide, from which a file counts that does not say otherwise;
  ///   default: those of level 0.
  /// - Parameter caseID: whose slides they are: a file that Coverslip wrote of another slide is not taken.
  /// - Throws: ``ExclusionFailure``, for the first thing that is wrong.
  package init(
    _ files: [ExclusionFile], of slides: [CaseSlide], corners: [RegionPoint] = [], caseID: String? = nil
  ) throws(ExclusionFailure) {
    guard files.count == slides.count else { throw .fileCount(slides: slides.count, files: files.count) }
    var (shapes, reasons): ([[RegionShape]], [LeftOutReason]) = ([], [])
    for (place, (file, slide)) in zip(files, slides).enumerated() {
      var frame = corners.indices.contains(place) ? RegionFrame(corner: corners[place]) : .level0
      frame.subject = caseID.map { RegionFrame.Subject(caseID: $0, slide: place + 1) }
      let regions = try Self.regions(file, on: slide, frame)
      for (index, region) in regions.enumerated() {
        reasons.append(try Self.reason(region, path: file.path, number: index + 1))
      }
      shapes.append(regions.map(\.shape))
    }
    (self.shapes, self.reasons, digests) = (shapes, reasons, files.map(\.digest))
  }

  private static func regions(
    _ file: ExclusionFile, on slide: CaseSlide, _ frame: RegionFrame
  ) throws(ExclusionFailure) -> [MarkedRegion] {
    do throws(RegionFailure) { return try RegionFile.regions(in: file.bytes, on: slide.size, frame: frame) } catch {
      throw .file(path: file.path, error)
    }
  }

  private static func reason(
    _ region: MarkedRegion, path: String, number: Int
  ) throws(ExclusionFailure) -> LeftOutReason {
    switch region.shape {
    case .points, .lines: throw .noArea(path: path, number: number)
    case .polygons: break
    }
    guard let text = region.reason else { throw .noReason(path: path, number: number) }
    do throws(UnknownCode) { return try LeftOutReason(named: text) } catch {
      throw .unknownReason(path: path, number: number, error)
    }
  }

  /// Whether the middle of the tile lies in a region of that slide.
  package func holds(_ site: TileSite, slide: Int) -> Bool {
    let (x, y) = (Double(site.x) + Double(site.side) / 2, Double(site.y) + Double(site.side) / 2)
    return shapes[slide].contains { $0.contains(x: x, y: y) }
  }

  /// As a finding keeps it.
  ///
  /// - Parameter tiles: how many were left out.
  package func record(tiles: Int) -> LeftOutRegions {
    LeftOutRegions(files: digests, reasons: reasons, tiles: tiles)
  }
}
