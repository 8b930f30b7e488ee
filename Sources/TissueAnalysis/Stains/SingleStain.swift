import Foundation

/// One of the two stains of haematoxylin and eosin.
public enum Stain: CaseIterable, Hashable, Sendable {
  case hematoxylin, eosin
}

/// The colours that a slide has in one stain alone: the light that the other one took, and what neither explains, is
/// given back. A pixel that has this stain alone stays as it is.
public struct SingleStain: Sendable {
  private let separation: StainSeparation
  private let stain: Stain
  /// Optical density of this stain at its 99th percentile.
  private let density: SIMD3<Float>

  /// `stain` of a slide that is stained as `vectors` say.
  public init(_ stain: Stain, of vectors: StainVectors) {
    self.stain = stain
    separation = StainSeparation(vectors)
    switch stain {
    case .hematoxylin: density = vectors.hematoxylin * vectors.hematoxylinMaximum
    case .eosin: density = vectors.eosin * vectors.eosinMaximum
    }
  }

  /// Keeps this stain alone of straight RGBA, in place; alpha stays as it is.
  public func keep(of pixels: UnsafeMutableRawBufferPointer) {
    for offset in stride(from: 0, to: pixels.count - 3, by: 4) {
      let amounts = separation.concentrations(pixels[offset], pixels[offset + 1], pixels[offset + 2])
      let light = light(behind: amounts)
      for channel in 0..<3 { pixels[offset + channel] = UInt8(light[channel]) }
    }
  }

  /// Rounded to the nearest whole value, 0 to 240: what glass without stain lets through.
  private func light(behind amounts: SIMD2<Float>) -> SIMD3<Float> {
    let taken =
      switch stain {
      case .hematoxylin: amounts.x * density
      case .eosin: amounts.y * density
      }
    let white = Float(OpticalDensity.white)
    return (SIMD3(exp(-taken.x), exp(-taken.y), exp(-taken.z)) * white).rounded(.toNearestOrAwayFromZero)
  }
}
