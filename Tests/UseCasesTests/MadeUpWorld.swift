import Basics
import Casework
import Foundation
import Microscopy
import SlidePictures
import Synchronization

@testable import UseCases

/// Slides, feature files and clocks in memory.
final class MadeUpWorld: Sendable {
  private struct State {
    var slides: [String: MemorySlide] = [:]
    var contents: [String: String] = [:]
    var tiles: [String: TileFeatures] = [:]
    var findings: [String: TileFindings] = [:]
    var features: [String: FeatureMatrix] = [:]
    var notices: [Notice] = []
    var identifiers = 0
    var milliseconds = 0
  }

  private let state = Mutex(State())
  let cancellation = Cancellation()

  /// Puts a slide at a path; another content is another digest.
  func put(_ slide: MemorySlide, at path: String, content: String = "a") {
    state.withLock {
      $0.slides[path] = slide
      $0.contents[path] = content
    }
  }

  /// How slides of this world are reached.
  var access: SlideAccess {
    SlideAccess(
      opener: WorldOpener(world: self), quickDigest: { "quick " + (try self.content($0)) },
      wholeDigest: { path, next in
        let content = try self.content(path)
        for done in 1...4 { try next(done, 4) }
        return "whole " + content
      },
      stamp: { path in self.state.withLock { $0.contents[path].map { FileStamp([$0.hashValue]) } } })
  }

  private func content(_ path: String) throws -> String {
    guard let content = state.withLock({ $0.contents[path] }) else { throw SlideFailure.unreadable(path: path) }
    return content
  }

  /// What lies under a path.
  fileprivate func slide(_ path: String) -> MemorySlide? { state.withLock { $0.slides[path] } }

  /// A clock that stands still, numbered identifiers, and everything that is told kept.
  var environment: UseCaseEnvironment {
    UseCaseEnvironment(
      clock: WallClock(
        timestamp: { "2026-03-01T12:00:00Z" }, seconds: { 1_772_366_400 },
        milliseconds: {
          self.state.withLock {
            $0.milliseconds += 1
            return $0.milliseconds
          }
        }, pause: { _ in }),
      newID: {
        self.state.withLock {
          $0.identifiers += 1
          return "id-\($0.identifiers)"
        }
      }, software: SoftwareIdentity(name: "test 1") { ["blas": "none"] }, processors: 2, cancellation: cancellation,
      notices: Notices { notice in self.state.withLock { $0.notices.append(notice) } })
  }

  /// What was told so far.
  var notices: [Notice] { state.withLock { $0.notices } }

  /// What was told of the progress of a stage.
  func progress(_ stage: Stage) -> [StageProgress] {
    notices.compactMap { notice in
      if case .progress(let progress) = notice, progress.stage == stage { progress } else { nil }
    }
  }

  var files: [String: TileFeatures] { state.withLock { $0.tiles } }
  var results: [String: TileFindings] { state.withLock { $0.findings } }
}

/// Opens the slides of a world.
private struct WorldOpener: SlideOpener {
  let world: MadeUpWorld

  func open(_ opening: SlideToOpen, deadline: ReadDeadline) throws(SlideOpenFailure) -> any SlideSource {
    guard let slide = world.slide(opening.path) else { throw .missing(path: opening.path) }
    try opening.requireRegistered(size: slide.description.size) { (path) throws(SlideOpenFailure) in
      do { return try world.access.quickDigest(path) } catch { throw .missing(path: path) }
    }
    return slide
  }
}

extension MadeUpWorld: FeatureShelf {
  private struct Missing: Error {}

  func tiles(at path: String, _ context: FeatureFileContext) throws -> TileFeatures {
    guard let tiles = files[path] else { throw Missing() }
    return tiles
  }

  func matrix(at path: String) throws -> FeatureMatrix {
    if let kept = state.withLock({ $0.features[path] }) { return kept }
    let tiles = try tiles(at: path, FeatureFileContext())
    return FeatureMatrix(
      values: tiles.features, count: tiles.count, width: tiles.width, layout: .coverslip, encoder: tiles.encoder,
      encoderDigest: tiles.encoderDigest)
  }

  func origin(of path: String) throws -> FeatureOrigin {
    let tiles = try tiles(at: path, FeatureFileContext())
    return FeatureOrigin(
      encoder: tiles.encoder, encoderDigest: tiles.encoderDigest, slide: tiles.slide, tiles: tiles.count,
      maxTiles: tiles.maxTiles)
  }

  func coverage(of path: String) throws -> TileCoverage? { nil }

  func write(_ tiles: TileFeatures, to path: String, as layout: ExportLayout?) throws {
    state.withLock { $0.tiles[path] = tiles }
  }

  func findings(at path: String) throws -> TileFindings {
    guard let findings = results[path] else { throw Missing() }
    return findings
  }

  func write(_ findings: TileFindings, with features: FeatureMatrix?, to path: String) throws -> String {
    state.withLock {
      $0.findings[path] = findings
      $0.features[path] = features
    }
    return "digest of \(path)"
  }

  func remove(_ path: String) {
    state.withLock { _ = $0.findings.removeValue(forKey: path) }
  }
}

extension MemorySlide {
  /// Tissue in the middle of white glass: pink with dark blue nuclei, of half a micrometre a pixel.
  static func tissue(side: Int = 1536, mpp: MicronsPerPixel? = MicronsPerPixel(x: 0.5, y: 0.5)) -> MemorySlide {
    MemorySlide(levels: side == 1536 ? large : painted(side), mpp: mpp, vendor: "aperio")
  }

  private static let large = painted(1536)

  private static func painted(_ side: Int) -> [RGBAImage] {
    var image = RGBAImage(size: PixelSize(width: side, height: side), filledWith: (242, 242, 242, 255))
    for y in side / 8..<side * 7 / 8 {
      for x in side / 8..<side * 7 / 8 {
        let isNucleus = (x / 6 + y / 6 * 7) % 5 == 0 && (x % 24 < 10) && (y % 24 < 10)
        let shade = UInt8((x * 13 + y * 7) % 24)
        let pixel: [UInt8] = isNucleus ? [88 + shade, 60, 140, 255] : [222 - shade, 150 + shade, 190, 255]
        for channel in 0..<4 { image.pixels[(y * side + x) * 4 + channel] = pixel[channel] }
      }
    }
    return [image, image.halved.halved]
  }
}

extension RGBAImage {
  /// Every other pixel of every other row.
  fileprivate var halved: RGBAImage {
    var small = RGBAImage(size: PixelSize(width: width / 2, height: height / 2), filledWith: (0, 0, 0, 255))
    for y in 0..<height / 2 {
      for x in 0..<width / 2 {
        for channel in 0..<4 {
          small.pixels[(y * (width / 2) + x) * 4 + channel] = pixels[(2 * y * width + 2 * x) * 4 + channel]
        }
      }
    }
    return small
  }
}
