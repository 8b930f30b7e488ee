import CVectors

/// What stands between the products of a convolutional network, on planes [channels, side * side]; otherwise as
/// ``Kernels``.
public enum PlaneKernels {
  /// The channels red, green and blue as planes, value * gain + offset: `rgba` four bytes per pixel, y [3, pixels];
  /// alpha is left out.
  public static func planes(
    _ rgba: UnsafeBufferPointer<UInt8>, gain: SIMD3<Float>, offset: SIMD3<Float>, into y: UnsafeMutablePointer<Float>
  ) {
    guard let pixels = rgba.baseAddress else { return }
    planes_from_pixels(pixels, rgba.count / 4, channel_scales(gain, offset), y)
  }

  /// What a convolution multiplies its weight with, y [channels * kernel^2, outputs^2]: the rows in the order channel,
  /// row, column of the kernel, one column for each place of the output; zeros beyond the border. x [channels, side^2].
  public static func columns(
    _ x: UnsafePointer<Float>, channels: Int, side: Int, kernel: Int, stride: Int, padding: Int,
    into y: UnsafeMutablePointer<Float>
  ) {
    planes_columns(x, channels, side, kernel, stride, padding, y)
  }

  /// x = x + bias of the channel, then max(0, x) where `rectified`, in place; x [bias.columns, places]. Not-a-number
  /// stays one.
  public static func addBias(
    _ bias: Parameter, rectified: Bool, places: Int, to x: UnsafeMutablePointer<Float>
  ) {
    guard let summands = bias.elements.baseAddress else { return }
    planes_add_bias(x, summands, rectified ? 1 : 0, bias.columns, places)
    withExtendedLifetime(bias) {}
  }

  /// The largest value of every window of 3 x 3 places, two places apart, with a border of one place that counts as
  /// nothing: x [channels, side^2], y [channels, ((side + 1) / 2)^2].
  public static func largest(
    _ x: UnsafePointer<Float>, channels: Int, side: Int, into y: UnsafeMutablePointer<Float>
  ) {
    planes_largest(x, channels, side, y)
  }

  /// The mean of every channel: x [channels, places], y [channels].
  public static func means(
    _ x: UnsafePointer<Float>, channels: Int, places: Int, into y: UnsafeMutablePointer<Float>
  ) {
    planes_means(x, channels, places, y)
  }
}

extension channel_scales {
  init(_ gain: SIMD3<Float>, _ offset: SIMD3<Float>) {
    self.init(gain: (gain.x, gain.y, gain.z), offset: (offset.x, offset.y, offset.z))
  }
}
