import Tensors
import Testing

@Suite("The loops of a convolutional network agree with their definitions")
struct PlaneKernelTests {
  /// A product of at most 4.5 and the sum, each rounded once at most.
  @Test("pixels become planes, channel after channel, without alpha", arguments: lengths)
  func planes(count: Int) {
    var numbers = SeededNumbers(seed: count)
    let rgba = numbers.bytes(4 * count)
    let (gain, offset): (SIMD3<Float>, SIMD3<Float>) = ([0.017, 0.0175, 0.0174], [-2.1, -2.0, -1.8])
    let slow = (0..<3).flatMap { channel in
      (0..<count).map { Double(rgba[4 * $0 + channel]) * Double(gain[channel]) + Double(offset[channel]) }
    }
    let fast = rgba.withUnsafeBufferPointer { pixels in
      written(3 * count) { PlaneKernels.planes(pixels, gain: gain, offset: offset, into: $0) }
    }
    #expect(agree(fast, slow) { half * 1.001 * (4.5 + abs(slow[$0])) })
  }

  @Test("the columns of a convolution hold what its taps see, and zeros beyond the border", arguments: Window.all)
  func columns(window: Window) {
    var numbers = SeededNumbers(seed: window.side)
    let x = numbers.floats(window.channels * window.side * window.side)
    let slow = SlowKernels.columns(
      x, channels: window.channels, side: window.side, kernel: window.kernel, stride: window.stride,
      padding: window.padding)
    let fast = written(slow.count) {
      PlaneKernels.columns(
        x, channels: window.channels, side: window.side, kernel: window.kernel, stride: window.stride,
        padding: window.padding, into: $0)
    }
    #expect(fast == slow)
  }

  /// What a convolution looks at.
  struct Window: Sendable {
    let channels, side, kernel, stride, padding: Int

    /// Every kernel, stride and padding that fits into some sides, with one channel and with three.
    static let all = [1, 2, 5, 7, 12, 33].flatMap { side in
      [(1, 1, 0), (1, 2, 0), (3, 1, 1), (3, 2, 1), (7, 2, 3), (3, 3, 0), (5, 4, 2), (2, 1, 3)]
        .filter { side + 2 * $0.2 >= $0.0 }
        .map { Window(channels: side % 2 * 2 + 1, side: side, kernel: $0.0, stride: $0.1, padding: $0.2) }
    }
  }

  @Test("a bias goes to its channel, to the last bit; the rectifier then takes what is below 0", arguments: lengths)
  func bias(places: Int) {
    var numbers = SeededNumbers(seed: places)
    for size: Float in [0x1p-133, 1, 1e30] {
      let (x, bias) = (numbers.floats(5 * places, upTo: size), numbers.floats(5, upTo: size))
      let sums = x.indices.map { x[$0] + bias[$0 / places] }
      #expect(added(bias, to: x, rectified: false) == sums)
      #expect(added(bias, to: x, rectified: true) == sums.map { max(0, $0) })
    }
  }

  @Test("not-a-number stays one, rectified or not")
  func biasOfNaN() throws {
    for rectified in [false, true] {
      let x = try #require(added([1, .nan], to: [.nan, -2, 0, 1], rectified: rectified))
      #expect(x.map(\.isNaN) == [true, false, true, true] && x[1] == (rectified ? 0 : -1))
    }
  }

  private func added(_ bias: [Float], to x: [Float], rectified: Bool) -> [Float]? {
    changed(x) {
      PlaneKernels.addBias(parameter(bias), rectified: rectified, places: x.count / bias.count, to: $0)
    }
  }

  @Test("the largest of each window, where the border counts as nothing", arguments: [0, 1, 2, 3, 7, 31, 32, 33, 64])
  func largest(side: Int) {
    var numbers = SeededNumbers(seed: side)
    let values = numbers.floats(3 * side * side)
    for x in [values, values.map { $0 - 2 }, values.map { $0 * 1e38 }] {
      let slow = SlowKernels.largest(x, channels: 3, side: side)
      let fast = written(slow.count) { PlaneKernels.largest(x, channels: 3, side: side, into: $0) }
      #expect(fast == slow)
    }
  }

  @Test("the largest of each window by hand")
  func largestByHand() {
    let x: [Float] = [
      1, 2, 3,
      4, 5, 6,
      7, 8, 9,
    ]
    #expect(written(4) { PlaneKernels.largest(x, channels: 1, side: 3, into: $0) } == [5, 6, 8, 9])
  }

  /// Every addition rounds once, and so does the division.
  @Test("the mean of each channel", arguments: lengths.dropFirst())
  func means(places: Int) {
    var numbers = SeededNumbers(seed: places)
    for size: Float in [1e-30, 1, 1e30] {
      let x = numbers.floats(5 * places, upTo: size)
      let slow = (0..<5).map { SlowKernels.mean(Array(x[$0 * places..<($0 + 1) * places])) }
      let fast = written(5) { PlaneKernels.means(x, channels: 5, places: places, into: $0) }
      #expect(agree(fast, slow) { _ in Double(places) * half * Double(size) })
    }
  }
}
