import Basics
import Microscopy

/// From stains to the scanner's 8-bit colours: Beer-Lambert, I = glass * exp(-(h H + e E)), blur, noise.
struct Optics {
  private static let steps: Float = 256
  /// exp(-od) at steps of 1/256 up to an optical density of 6 (natural logarithm).
  private static let transmission: Plane = {
    // exp(-1/256) by its Taylor series, then powers: plain arithmetic, the same bits on every machine.
    let step = -1.0 / 256
    let factor = 1 + step * (1 + step / 2 * (1 + step / 3 * (1 + step / 4 * (1 + step / 5))))
    var value = 1.0
    return Plane(
      (0...(6 * 256)).map { _ in
        defer { value *= factor }
        return Float(value)
      })
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
    let pixels = [UInt8](unsafeUninitializedCapacity: size.width * size.height * 4) { buffer, count in
      count = size.width * size.height * 4
      for row in 0..<size.height {
        let from = (row + margin) * canvas.width + margin
        let line = UnsafeMutableBufferPointer(rebasing: buffer[(row * size.width * 4)..<((row + 1) * size.width * 4)])
        developRow(canvas, from: from, y: canvas.top + margin + row, x: canvas.left + margin, ink: ink, into: line)
      }
    }
    return RGBAImage(size: size, pixels: pixels)
  }

  /// One row of pixels; `from` is the canvas offset of the first.
  private func developRow(
    _ canvas: Canvas, from: Int, y: Int, x: Int, ink: PenStrokes?, into line: UnsafeMutableBufferPointer<UInt8>
  ) {
    let noise = Textures.shared.noise
    let transmission = Self.transmission
    let (glass, sigma) = (stain.glass, stain.noise)
    var start = SeededDraws(seed: seed, salt: 80, y: y)
    let shift = Int(start.next() & 0xFFFF)
    let value = { (density: Float, glass: Float, draw: Int) in
      let light = glass * transmission.at(min(6 * 256, max(0, Int(density))))
      return UInt8(min(255, max(0, light + sigma * noise.at(draw & 8191) + 0.5)))
    }
    for column in 0..<(line.count / 4) {
      var density = haematoxylin * canvas.haematoxylin[from + column] + eosin * canvas.eosin[from + column]
      if let ink { density += ink.density(x + column, y) * Self.steps }
      // Three draws a pixel from one table; a prime stride keeps the channels apart.
      let draw = (x &+ column) &* 3 &+ shift
      line[column * 4] = value(density.x, glass.x, draw)
      line[column * 4 + 1] = value(density.y, glass.y, draw &+ 2731)
      line[column * 4 + 2] = value(density.z, glass.z, draw &+ 5462)
      line[column * 4 + 3] = 255
    }
  }
}
