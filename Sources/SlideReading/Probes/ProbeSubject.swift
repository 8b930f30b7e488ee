import Microscopy

/// What decides how a library decodes a tile: what a probe is written for.
struct ProbeSubject: Hashable, Sendable {
  /// How the samples of a pixel are laid out.
  enum Pixels: Hashable, Sendable {
    case gray, rgb, planes, yCbCr
  }

  let compression: TIFFCompression
  let pixels: Pixels
  /// 8 or 16 a sample.
  var bits = 8

  var samples: Int { pixels == .gray ? 1 : 3 }

  /// As people call it.
  var name: String {
    switch pixels {
    case .gray: compression.name + " (gray)"
    case .planes: compression.name + " (in planes)"
    case .rgb: compression == .jpeg ? "JPEG (RGB)" : compression.name
    case .yCbCr: compression == .jpeg ? "JPEG (YCbCr)" : compression.name
    }
  }

  /// The subjects that a report names: those of the slides that laboratories have.
  static let reported: [ProbeSubject] = [
    ProbeSubject(compression: .jpeg, pixels: .yCbCr), ProbeSubject(compression: .jpeg, pixels: .rgb),
    ProbeSubject(compression: .jpeg, pixels: .gray), ProbeSubject(compression: .none, pixels: .rgb),
    ProbeSubject(compression: .packBits, pixels: .rgb), ProbeSubject(compression: .lzw, pixels: .rgb),
    ProbeSubject(compression: .deflate, pixels: .rgb), ProbeSubject(compression: .zstd, pixels: .rgb),
    ProbeSubject(compression: TIFFCompression(code: 34_925), pixels: .rgb),
    ProbeSubject(compression: TIFFCompression(code: 50_001), pixels: .rgb),
    ProbeSubject(compression: TIFFCompression(code: 33_003), pixels: .yCbCr),
    ProbeSubject(compression: TIFFCompression(code: 33_005), pixels: .rgb),
  ]

  init(compression: TIFFCompression, pixels: Pixels, bits: Int = 8) {
    (self.compression, self.pixels, self.bits) = (compression.canonical, pixels, bits)
  }

  /// The subject of a directory's tiles; `nil` where no probe of its kind can be written.
  init?(_ directory: TIFFDirectory) {
    let bits = directory.bits.max() ?? 8
    guard bits == 8 || bits == 16 else { return nil }
    let isPlanar = directory.planar == 2 && directory.samples > 1
    let pixels: Pixels
    switch directory.photometric {
    case 0, 1, 3: pixels = .gray
    case 2: pixels = isPlanar ? .planes : .rgb
    case 6 where !isPlanar: pixels = .yCbCr
    default: return nil
    }
    // OpenSlide decodes JPEG of three samples itself and leaves that of four to libtiff: another path, without a probe.
    guard directory.compression != TIFFCompression.jpeg.code || [1, 3].contains(directory.samples) else { return nil }
    self.init(compression: TIFFCompression(code: directory.compression), pixels: pixels, bits: bits)
    guard ProbeSlide.canWrite(self) else { return nil }
  }
}
