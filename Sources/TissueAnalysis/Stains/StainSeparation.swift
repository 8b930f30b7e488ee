import Basics
import Microscopy

/// Colour deconvolution (Ruifrok and Johnston 2001) into two stains, by least squares with neither below zero.
///
/// Density is a table of the 8-bit value and the solution is linear in density, so a pixel costs six look-ups.
struct StainSeparation: Sendable {
  /// `3 * 256` interleaved (H, E) shares of each channel's value.
  private let table: [SIMD2<Float>]
  /// (H, E) for a density of 1 in red, green and blue.
  private let perDensity: (SIMD2<Float>, SIMD2<Float>, SIMD2<Float>)
  /// What a negative eosin adds to haematoxylin, and the other way round, when it is held at zero.
  private let exchange: SIMD2<Float>

  init(_ stains: StainVectors) {
    let cosine = (stains.hematoxylin * stains.eosin).sum()
    let determinant = max(1e-6, 1 - cosine * cosine)
    let scale = SIMD2(stains.hematoxylinMaximum, stains.eosinMaximum)
    let toH = (stains.hematoxylin - cosine * stains.eosin) / determinant / scale.x
    let toE = (stains.eosin - cosine * stains.hematoxylin) / determinant / scale.y
    perDensity = (SIMD2(toH.x, toE.x), SIMD2(toH.y, toE.y), SIMD2(toH.z, toE.z))
    table = (0..<3).flatMap { channel in
      OpticalDensity.table.map { SIMD2(toH[channel] * $0, toE[channel] * $0) }
    }
    exchange = SIMD2(cosine * scale.y / scale.x, cosine * scale.x / scale.y)
  }

  /// Concentrations (haematoxylin, eosin) of one pixel; 1 is the slide's 99th percentile.
  func concentrations(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> SIMD2<Float> {
    settle(table[Int(red)] + table[256 + Int(green)] + table[512 + Int(blue)])
  }

  /// Concentrations (haematoxylin, eosin) of an optical density.
  func concentrations(density: SIMD3<Float>) -> SIMD2<Float> {
    settle(density.x * perDensity.0 + density.y * perDensity.1 + density.z * perDensity.2)
  }

  /// Two unknowns: where the free solution is negative in one, the bounded one has that at zero and the other alone.
  @inline(__always)
  private func settle(_ free: SIMD2<Float>) -> SIMD2<Float> {
    let below = pointwiseMin(free, .zero)
    return pointwiseMax(free + SIMD2(below.y, below.x) * exchange, .zero)
  }

  /// Both planes of an image, row-major; a transparent pixel counts as glass.
  func separate(
    _ image: RGBAImage, hematoxylin: UnsafeMutableBufferPointer<Float>, eosin: UnsafeMutableBufferPointer<Float>
  ) {
    image.pixels.withUnsafeBufferPointer { pixels in
      table.withUnsafeBufferPointer { table in
        for index in 0..<(image.width * image.height) {
          let offset = index * 4
          let free =
            table[Int(pixels[offset])] + table[256 + Int(pixels[offset + 1])] + table[512 + Int(pixels[offset + 2])]
          let both = pixels[offset + 3] == 0 ? .zero : settle(free)
          hematoxylin[index] = both.x
          eosin[index] = both.y
        }
      }
    }
  }
}
