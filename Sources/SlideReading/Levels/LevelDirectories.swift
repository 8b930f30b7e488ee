import Basics
import Microscopy

/// The directories that the levels of a slide come from, where the file is a TIFF.
struct LevelDirectories {
  private let description: SlideDescription
  private let directories: TIFFDirectories?
  private let library: OpenSlideLibrary

  init(_ description: SlideDescription, _ directories: TIFFDirectories?, _ library: OpenSlideLibrary) {
    self.description = description
    self.library = library
    let isNDPI = directories?.all.contains(where: \.isNDPI) ?? false
    self.directories = isNDPI ? nil : directories
  }

  subscript(_ level: Int) -> TIFFDirectory? {
    guard let directories, description.levels.indices.contains(level) else { return nil }
    let level = description.levels[level]
    return directories.directory(size: level.size, tile: level.tile)
  }

  /// Throws where the tags say that no pixel of level 0 can be had as it was written.
  func checkLevel0(path: String) throws(SlideOpenFailure) {
    guard let directory = self[0] else { return }
    if let unsupported = directory.unsupportedSamples { throw .unsupportedPixels(path: path, unsupported) }
    guard let overhang = directory.tileOverhang, let tile = directory.tile else { return }
    guard probe(directory, overhang) != .right else { return }
    throw .tileLargerThanSlide(
      path: path, tile: tile, size: directory.size, compression: TIFFCompression(code: directory.compression))
  }

  /// What the library does with tiles of that kind; `nil` where no probe of it can be written.
  func probe(_ directory: TIFFDirectory, _ overhang: TileOverhang) -> ProbeOutcome? {
    ProbeSubject(directory).map { DecoderProbes.outcome(of: $0, overhang: overhang, library: library) }
  }
}

extension TIFFDirectories {
  /// What the tags say where OpenSlide refuses a file as damaged with `detail`: a compression without a decoder, or
  /// samples of a kind that it does not show.
  func reason(for detail: String) -> UnsupportedPixels? {
    guard let first = all.first(where: { $0.tile != nil }) else { return nil }
    if detail.hasPrefix("Unsupported TIFF compression") {
      let code = detail.split(separator: " ").last.flatMap { Int($0) } ?? first.compression
      return .compression(TIFFCompression(code: code))
    }
    return first.unsupportedSamples
  }
}

extension [LevelPlace] {
  /// The levels as the library counts and scales them.
  static func asClaimed(_ description: SlideDescription) -> [LevelPlace] {
    description.levels.enumerated().map { LevelPlace(index: $0, claimed: $1.downsample, level: $1) }
  }
}

extension LevelPlace {
  /// Makes transparent what lies beyond the slide of `size` px that were read from (`x`, `y`) level-0 px on.
  func clearPadding(_ pixels: UnsafeMutableRawBufferPointer, size: PixelSize, x: Int, y: Int) {
    let left = Int((Double(x) / level.downsample).rounded())
    let top = Int((Double(y) / level.downsample).rounded())
    guard left + size.width > level.size.width || top + size.height > level.size.height else { return }
    for row in 0..<size.height {
      let end = top + row < level.size.height ? max(0, min(size.width, level.size.width - left)) : 0
      for byte in (row * size.width + end) * 4..<((row + 1) * size.width * 4) { pixels[byte] = 0 }
    }
  }
}
