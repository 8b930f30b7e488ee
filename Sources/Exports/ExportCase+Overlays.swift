import Basics
import Casework
import Documents
import Microscopy
import Sentences
import UseCases

extension ExportCase {
  /// What lies over the slides of the case, a file for each slide that there is something to tell of.
  func overlays(of file: CaseFile, as format: ExportFormat) async throws(ExportFailure) -> [ExportedFile] {
    do throws(CaseStoreFailure) { try file.requireTold(.finding) } catch { throw .store(error) }
    let files: [ExportedFile]
    do { files = try await onThread { try made(of: file, as: format) } } catch {
      throw error as? ExportFailure ?? .unreadable(error)
    }
    guard !files.isEmpty else { throw .nothingToTell(id: file.id, format) }
    return files
  }

  private func made(of file: CaseFile, as format: ExportFormat) throws(ExportFailure) -> [ExportedFile] {
    var standing = file
    standing.finding = file.standingFinding
    let tiles = try overlayTiles(of: standing)
    var files: [ExportedFile] = []
    for index in file.record.slides.indices {
      guard let bytes = try overlay(of: standing, slide: index, tiles, as: format) else { continue }
      let name = ExportedFile.stem(of: file.id, slide: index) + format.overlayEnding
      files.append(ExportedFile(name: name, bytes: bytes))
    }
    return files
  }

  /// The tiles of the finding; `nil` where there is none, or it has none.
  private func overlayTiles(of file: CaseFile) throws(ExportFailure) -> OverlayTiles? {
    guard let finding = file.finding, let tiles = try tiles(of: finding) else { return nil }
    return OverlayTiles(tiles, of: finding)
  }

  /// `nil` where there is nothing to tell of the slide.
  private func overlay(
    of file: CaseFile, slide index: Int, _ tiles: OverlayTiles?, as format: ExportFormat
  ) throws(ExportFailure) -> [UInt8]? {
    switch format {
    case .geojson: return try geojson(of: file, slide: index, tiles)
    case .sectra: return sectra(of: file, slide: index, tiles)
    case .png:
      guard let tiles, tiles.hasTiles(on: index) else { return nil }
      return try heatMap(of: file, slide: index, tiles.pictures)
    case .pdf, .html, .fhir, .hl7, .structuredReport, .parametricMap, .annotations: return nil
    }
  }

  private func geojson(
    of file: CaseFile, slide index: Int, _ tiles: OverlayTiles?
  ) throws(ExportFailure) -> [UInt8]? {
    guard let slide = file.slide(index), tiles != nil || file.marks.contains(where: { $0.slide == index }) else {
      return nil
    }
    let corner: RegionPoint
    do throws(SlideOpenFailure) {
      corner = try tools.pictures.opener.open(slide.opening).description.quPathCorner
    } catch { throw .unreadable(error) }
    let overlay = SlideOverlay(of: file, slide: index, tiles: tiles, corner: corner, software: tools.software)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(overlay.roughLength)
    overlay.write { bytes.append(contentsOf: $0.utf8) }
    return bytes
  }

  private func sectra(of file: CaseFile, slide index: Int, _ tiles: OverlayTiles?) -> [UInt8]? {
    guard let tiles, let finding = file.finding, tiles.hasTiles(on: index) else { return nil }
    let patches = SectraPatches(
      of: file, finding: finding, slide: index, tiles: tiles, name: ExportedFile.stem(of: file.id, slide: index),
      software: tools.software)
    return patches.map { Array(($0.value.prettyText + "\n").utf8) }
  }
}

extension ExportFormat {
  /// How the name of a file for each slide ends.
  fileprivate var overlayEnding: String {
    switch self {
    case .geojson: ".geojson"
    case .png: ".heatmap.png"
    case .sectra: ".sectra.json"
    case .pdf, .html, .fhir, .hl7, .structuredReport, .parametricMap, .annotations: ""
    }
  }
}
