import Basics
import Microscopy

/// What an open handle says of the slide, checked before anything is allocated by it.
struct SlideFacts {
  private let levels: [(width: Int64, height: Int64, downsample: Double)]
  private let properties: [String: String]
  private let associatedImages: [String]

  /// The largest side that a slide may claim, px: 20 cm at 0.05 um/px; beyond it is a header that lies.
  static let largestSide = 4_000_000
  /// A TIFF keeps, for every tile, at least 4 bytes of offset in its directory.
  private static let bytesPerTile: Int64 = 4
  private static let tiffVendors: Set<String> = ["aperio", "generic-tiff", "leica", "philips", "trestle", "ventana"]

  init(_ handle: OpenSlideHandle) throws(OpenSlideHandle.Latched) {
    levels = try handle.levels()
    properties = try handle.properties()
    associatedImages = try handle.associatedImageNames()
  }

  func description(of file: FileInspection, mpp: MicronsPerPixel?) throws(SlideOpenFailure) -> SlideDescription {
    guard !levels.isEmpty else {
      throw .implausibleSize(path: file.path, width: 0, height: 0, limit: Self.largestSide)
    }
    for index in levels.indices { try checkLevel(index, of: file) }
    let objective = properties["openslide.objective-power"].flatMap(Double.init)
    return SlideDescription(
      levels: levels.indices.map(pyramidLevel),
      mpp: mpp
        ?? PhysicalSize.mpp(
          of: properties, size: PixelSize(width: Int(levels[0].width), height: Int(levels[0].height))),
      objective: objective.flatMap { $0 > 0 && $0 <= 200 ? $0 : nil },
      vendor: PropertyText.cleaned(vendor, limit: 64), properties: cleanedProperties,
      associatedImages: associatedImages.filter { PropertyText.cleaned($0) == $0 }.sorted(),
      label: LabelProperties.label(in: properties))
  }

  private var vendor: String { properties["openslide.vendor"] ?? "unknown" }

  private var cleanedProperties: [String: String] {
    let cleaned = properties.map { (PropertyText.cleaned($0.key), PropertyText.cleaned($0.value)) }
    return Dictionary(cleaned.sorted { $0 < $1 }, uniquingKeysWith: { first, _ in first })
  }

  private func pyramidLevel(_ index: Int) -> PyramidLevel {
    let level = levels[index]
    return PyramidLevel(
      size: PixelSize(width: Int(level.width), height: Int(level.height)),
      downsample: index == 0 ? 1 : level.downsample, tile: tile(index))
  }

  private func tile(_ index: Int) -> PixelSize? {
    let side = { (axis: String) in properties["openslide.level[\(index)].tile-\(axis)"].flatMap { Int($0) } }
    guard let width = side("width"), let height = side("height") else { return nil }
    guard (1...65536).contains(width), (1...65536).contains(height) else { return nil }
    return PixelSize(width: width, height: height)
  }

  private func checkLevel(_ index: Int, of file: FileInspection) throws(SlideOpenFailure) {
    let level = levels[index]
    let (width, height) = (Int(level.width), Int(level.height))
    guard (1...Self.largestSide).contains(width), (1...Self.largestSide).contains(height) else {
      throw .implausibleSize(path: file.path, width: width, height: height, limit: Self.largestSide)
    }
    guard holdsTiles(index, of: file) else {
      let claim = "its header claims \(width) x \(height) px, more tiles than \(file.size) bytes can hold"
      throw .damaged(path: file.path, detail: claim)
    }
    guard level.downsample.isFinite, level.downsample >= 1 else {
      throw .damaged(path: file.path, detail: "level \(index) has downsample \(level.downsample)")
    }
  }

  /// Whether the file is long enough for the table of its tiles: a header that claims 60 000 x 60 000 px in 4 kB lies.
  private func holdsTiles(_ index: Int, of file: FileInspection) -> Bool {
    guard Self.tiffVendors.contains(vendor), let tile = tile(index) else { return true }
    let across = (levels[index].width + Int64(tile.width) - 1) / Int64(tile.width)
    let down = (levels[index].height + Int64(tile.height) - 1) / Int64(tile.height)
    return UInt64(across * down * Self.bytesPerTile) <= file.size
  }
}
