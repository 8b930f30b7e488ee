import Microscopy

/// From stains to the scanner's 8-bit colours: Beer-Lambert, I = glass * exp(-(h H + e E)), blur, noise.
struct Optics {
  private static let steps: Float = 256
  /// exp(-od) at steps of 1/256 up to an optical density of 6 (natural logarithm).
  private static let transmission: [Float] = {
    // exp(-1/256) by its Taylor series, then powers: plain arithmetic, the same bits on every machine.
    let step = -1.0 / 256
    let factor = 1 + step * (1 + step / 2 * (1 + step / 3 * (1 + step / 4 * (1 + step / 5))))
    var value = 1.0
    return (0...(6 * 256)).map { _ in
      defer { value *= factor }
      return Float(value)
    }
  }()

  private let haematoxylin: SIMD3<Float>
  private let eosin: SIMD3<Float>
  private let stain: StainRecipe
  private let seed: UInt64

  init(_ recipe: SlideRecipe) {
    stain = recipe.stain
    seed = recipe.seed
    // A usual nucleus has an optical density of about 1.5 along its stain's vector, usual collagen of about 0.9.
    haematoxylin = stain.haematoxylin * (stain.haematoxylinStrength * 1.32 * Self.steps)
    eosin = stain.eosin * (stain.eosinStrength * 0.88 * Self.steps)
  }

  /// Colours of the canvas without its margin.
  ///
  /// - Parameter ink: optical density of ink at level-0 px, or `nil` where there is none.
  func develop(_ canvas: Canvas, margin: Int, ink: PenStrokes?) -> RGBAImage {
    let size = PixelSize(width: canvas.width - 2 * margin, height: canvas.height - 2 * margin)
    let noise = Textures.shared.noise
    let pixels = [UInt8](unsafeUninitializedCapacity: size.width * size.height * 4) { buffer, count in
      count = size.width * size.height * 4
      for row in 0..<size.height {
        let y = canvas.top + margin + row
        var start = SplitMix64(seed: seed, salt: 80, y: y)
        let shift = Int(start.next() & 0xFFFF)
        for column in 0..<size.width {
          let from = (row + margin) * canvas.width + column + margin
          let x = canvas.left + margin + column
          var density = haematoxylin * canvas.haematoxylin[from] + eosin * canvas.eosin[from]
          if let ink { density += ink.density(x, y) * Self.steps }
          // Three draws a pixel from one table; a prime stride keeps the channels apart.
          let draw = (x &* 3 &+ shift)
          let to = (row * size.width + column) * 4
          for channel in 0..<3 {
            let index = min(6 * 256, max(0, Int(density[channel])))
            let light = stain.glass[channel] * Self.transmission.at(index)
            let value = light + stain.noise * noise.at((draw &+ channel &* 2731) & 8191)
            buffer[to + channel] = UInt8(min(255, max(0, value + 0.5)))
          }
          buffer[to + 3] = 255
        }
      }
    }
    return RGBAImage(size: size, pixels: pixels)
  }
}
