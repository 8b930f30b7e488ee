import Basics
import COpenSlide
import Foundation
import JPEGCoding
import Microscopy
import SlideReading
import TerminalKit
import TissueAnalysis

/// Opening a case to its first preview, against what OpenSlide alone needs for the same pixels.
enum PreviewBenchmark {
  static func run(_ folder: String) throws {
    guard let reference = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] else {
      return print("  left out: COVERSLIP_REFERENCE names no folder of real slides")
    }
    for name in ["CMU-1-Small-Region.svs", "giga_100352px_shared_tiles.svs", "luna_1065626.svs"] {
      try compare("\(reference)/slides/\(name)", name)
    }
  }

  private static let cells = TerminalSize(columns: 160, rows: 48)

  private static func compare(_ path: String, _ name: String) throws {
    let ours = try Timing.median(of: 5) { try preview(path, JPEGTiles()) }
    let drawn = try Timing.median(of: 5) { try preview(path, nil) }
    let library = try OpenSlideLibrary.installed().functions
    let theirs = Timing.median(of: 5) { readAlone(path, library) }
    print("  \(name)")
    report("  OpenSlide alone", theirs.wall * 1000, "ms", 1)
    report("  open, read, average, render", ours.wall * 1000, "ms", 1)
    report("  the same, every tile drawn by OpenSlide", drawn.wall * 1000, "ms", 1)
    report("  over 1.5 times OpenSlide (30 ms allowed)", (ours.wall - 1.5 * theirs.wall) * 1000, "ms", 1)
    try survey(path)
  }

  /// Where tissue is, on one processor.
  private static func survey(_ path: String) throws {
    let slides = [
      try OpenSlideSource(path: path, decoder: JPEGTiles()), try OpenSlideSource(path: path),
    ]
    guard let mpp = slides[0].description.mpp else { return }
    let times = try slides.map { slide in
      try Timing.median(of: 3) { _ = try TissueSurvey.survey(of: slide, mpp: mpp) }
    }
    report("  survey", times[0].wall * 1000, "ms", 1)
    report("  the same, every tile drawn by OpenSlide", times[1].wall * 1000, "ms", 1)
  }

  /// Level-0 px a pixel where the whole slide is in the pane.
  private static func scale(_ slide: PixelSize) -> Double {
    max(Double(slide.width) / Double(pane.width), Double(slide.height) / Double(pane.height))
  }

  private static let pane = PixelSize(
    width: cells.columns * BlockRenderer.pixelsPerCell.columns, height: cells.rows * BlockRenderer.pixelsPerCell.rows)

  /// The whole slide in the pane, as the workstation asks for it.
  private static func preview(_ path: String, _ decoder: JPEGTiles?) throws {
    let slide = try OpenSlideSource(path: path, for: .viewing, decoder: decoder)
    let scale = scale(slide.description.size)
    let region = SlideRegion(x: 0, y: 0, width: Double(pane.width) * scale, height: Double(pane.height) * scale)
    let picture = try slide.read(region, output: pane)
    _ = BlockRenderer.render(picture, size: cells)
  }

  /// The same level, read whole by the C library and nothing else.
  private static func readAlone(_ path: String, _ library: OpenSlideFunctions) {
    guard let handle = library.open(path) else { return }
    defer { library.close(handle) }
    var (width, height): (Int64, Int64) = (0, 0)
    library.getLevelDimensions(handle, 0, &width, &height)
    let level = library.getBestLevelForDownsample(handle, scale(PixelSize(width: Int(width), height: Int(height))))
    library.getLevelDimensions(handle, level, &width, &height)
    let pixels = UnsafeMutablePointer<UInt32>.allocate(capacity: Int(width * height))
    defer { pixels.deallocate() }
    library.readRegion(handle, pixels, 0, 0, level, width, height)
  }
}
