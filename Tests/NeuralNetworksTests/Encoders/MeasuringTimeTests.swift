import Testing

@testable import NeuralNetworks

@Suite("Time for measuring encoders")
struct MeasuringTimeTests {
  private let sizes = EncoderSpeed.Size.published

  @Test("a size is measured while its products, at the speed of the one before, fit the rest of the time")
  func limit() {
    var time = MeasuringTime(limit: 5)
    #expect(time.allows(sizes[4], .single))
    time.took(0.5, sizes[0], .single)
    // ViT-B/16 has four times the products of a block of ViT-S/16, but for attention.
    #expect(time.allows(sizes[1], .single))
    time.took(2, sizes[1], .single)
    #expect(!time.allows(sizes[2], .single))
    #expect(time.measured(.single) == sizes[1])
    #expect(time.allows(sizes[4], .brainFloat))
  }

  @Test("a size that was not measured is as fast as the one that was, product by product")
  func scaling() {
    // Multiply-adds of a tile in all blocks, by hand: depth * (197 tokens * 12 w^2 + 2 * 197^2 * w).
    let products = { (width: Double) -> Double in
      let (linear, attention) = (197 * 12 * width * width, 2 * 197 * 197 * width)
      return 12 * (linear + attention)
    }
    let (small, base) = (products(384), products(768))
    let speed = EncoderSpeed(tilesPerSecond: 10).scaled(from: sizes[0], to: sizes[1])
    #expect(abs(speed.tilesPerSecond - 10 * small / base) < 1e-9)
  }
}
