import Basics
import Synchronization

/// A slide held in memory: what tests and drawings use in place of a file. It can be told to fail where files do.
public final class MemorySlide: SlideSource {
  /// What was given at the start.
  public let description: SlideDescription
  private let levels: [RGBAImage]
  private let faults: [Fault]
  private let profile: [UInt8]?
  private let failures = Mutex(0)

  /// A part of a slide that cannot be read.
  public struct Fault: Hashable, Sendable {
    /// What happens to a read that touches the part.
    public enum Kind: Hashable, Sendable {
      /// The read fails with this detail.
      case damaged(detail: String)
      /// The read is not done by any deadline; without one it succeeds.
      case late
      /// What decodes the slide ends.
      case decoderDies
    }

    /// What happens to a read that touches the region.
    public var kind: Kind
    /// The region of the fault, level-0 px.
    public var region: SlideRegion
    /// The level of the fault; `nil` for all levels.
    public var level: Int?

    /// A fault in `region` (level-0 px) of `level`; default: of every level.
    public init(_ kind: Kind, in region: SlideRegion, level: Int? = nil) {
      self.kind = kind
      self.region = region
      self.level = level
    }
  }

  /// A slide of the given levels, level 0 first; downsamples follow from the widths.
  ///
  /// - Parameters:
  ///   - tile: the tiles that it claims to be stored in, px of each level; default: none.
  ///   - faults: what cannot be read of it; of two that a read touches the first counts.
  ///   - label: what its file would say that its label says; default: nothing.
  ///   - profile: the bytes of its ICC profile; default: none.
  ///   - properties: what its file would say besides; default: nothing.
  public init(
    levels: [RGBAImage], mpp: MicronsPerPixel?, objective: Double? = nil, vendor: String = "memory",
    tile: PixelSize? = nil, faults: [Fault] = [], label: LabelText? = nil, profile: [UInt8]? = nil,
    properties: [String: String] = [:]
  ) {
    precondition(!levels.isEmpty, "a slide has a level 0")
    self.levels = levels
    self.faults = faults
    self.profile = profile
    let width = Double(levels[0].width)
    description = SlideDescription(
      levels: levels.map { PyramidLevel(size: $0.size, downsample: width / Double($0.width), tile: tile) },
      mpp: mpp, objective: objective, vendor: vendor, properties: properties, label: label)
  }

  /// The same slide with what somebody said of its physical size.
  func with(mpp: MicronsPerPixel?) -> MemorySlide {
    MemorySlide(
      levels: levels, mpp: mpp ?? description.mpp, objective: description.objective, vendor: description.vendor,
      tile: description.levels[0].tile, faults: faults, label: description.label, profile: profile,
      properties: description.properties)
  }

  /// Reads that touched a fault.
  public var failedReads: Int { failures.withLock { $0 } }

  /// Copies pixels of one level; see ``SlideSource/read(level:x:y:size:into:deadline:)``.
  ///
  /// - Throws: as ``SlideSource/read(level:x:y:size:into:deadline:)`` says; `damaged`, `timedOut` and `decoderDied`
  ///   where this slide was given such a fault.
  public func read(
    level: Int, x: Int, y: Int, size: PixelSize, into buffer: UnsafeMutableRawBufferPointer, deadline: ReadDeadline
  ) throws(SlideReadFailure) {
    let bytes = try requireReadable(level: level, size: size, into: buffer)
    guard !bytes.isEmpty else { return }
    do throws(SlideReadFailure) {
      try deadline.require(part(level: level, x: x, y: y, size: size))
      try requireNoFault(part(level: level, x: x, y: y, size: size), deadline)
    } catch {
      failures.withLock { $0 += 1 }
      throw error
    }
    copy(level: level, x: x, y: y, size: size, to: bytes)
  }

  private func requireNoFault(_ part: SlidePart, _ deadline: ReadDeadline) throws(SlideReadFailure) {
    guard case .region(let asked, let level) = part else { return }
    let met = faults.first { ($0.level ?? level) == level && $0.region.intersection(asked) != nil }
    switch met?.kind {
    case nil: return
    case .damaged(let detail): throw .damaged(part, detail: detail)
    case .late: if deadline.isSet { throw .timedOut(part) }
    case .decoderDies: throw .decoderDied(part)
    }
  }

  private func copy(level: Int, x: Int, y: Int, size: PixelSize, to bytes: UnsafeMutableRawBufferPointer) {
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    let source = levels[level]
    let downsample = description.levels[level].downsample
    let columns = Self.overlap((Double(x) / downsample).rounded(), size.width, source.width)
    let rows = Self.overlap((Double(y) / downsample).rounded(), size.height, source.height)
    guard !columns.asked.isEmpty, !rows.asked.isEmpty else { return }
    source.pixels.withUnsafeBytes { pixels in
      for row in rows.asked {
        let from = ((row + rows.shift) * source.width + columns.asked.lowerBound + columns.shift) * 4
        let to = (row * size.width + columns.asked.lowerBound) * 4
        let count = columns.asked.count * 4
        UnsafeMutableRawBufferPointer(rebasing: bytes[to..<(to + count)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: pixels[from..<(from + count)]))
      }
    }
  }

  /// Which of `count` pixels from `start` on lie among the first `limit`, and how far each is from its place there.
  private static func overlap(_ start: Double, _ count: Int, _ limit: Int) -> (asked: Range<Int>, shift: Int) {
    guard start < Double(limit), start > -Double(count) else { return (0..<0, 0) }
    let shift = Int(start)
    let first = max(0, -shift)
    return (first..<max(first, min(count, limit - shift)), shift)
  }

  /// A slide in memory has no associated images.
  ///
  /// - Throws: ``SlideReadFailure/noSuchImage(_:)``, always.
  public func associatedImage(_ name: String) throws(SlideReadFailure) -> RGBAImage { throw .noSuchImage(name) }

  /// What was given at the start.
  public func iccProfile() -> [UInt8]? { profile }
}
