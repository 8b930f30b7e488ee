import Foundation
import Testing

@testable import Tensors

@Suite("Functions between layers")
struct ActivationsTests {
  /// -100...100, dense around 0, a count that eight does not divide.
  let inputs: [Float] = (-501...501).map { Float($0) * abs(Float($0)) / 2500 }

  @Test("sigmoid and tanh agree with the C library within 3e-7")
  func gates() {
    #expect(error(of: Activations.sigmoid) { 1 / (1 + exp(-$0)) } < 2e-7)
    #expect(error(of: Activations.tanh) { tanh($0) } < 3e-7)
  }

  @Test("exp has a relative error below 2e-7 and stays finite and positive beyond its range")
  func exponential() {
    for x in inputs where abs(x) < 87 {
      let expected = exp(Double(x))
      #expect(abs(Double(Activations.exponential(SIMD8(repeating: x))[0]) / expected - 1) < 2e-7)
    }
    #expect(Activations.exponential(SIMD8(repeating: 1000))[3].isFinite)
    #expect(Activations.exponential(SIMD8(repeating: -1000))[3] > 0)
  }

  @Test("the rectifier keeps what is above zero and turns NaN into zero")
  func rectifier() {
    var x: [Float] = [-1, -0.0, 0, 2.5, .nan, .infinity]
    x.withUnsafeMutableBufferPointer { Activations.rectify($0) }
    #expect(x == [0, 0, 0, 2.5, 0, .infinity])
  }

  @Test("softmax sums to 1, keeps order and ratio, and survives logits of 1000")
  func softmax() {
    var x: [Float] = [1000, 1000 + log(2), -1000]
    x.withUnsafeMutableBufferPointer { Activations.softmax($0) }
    #expect(abs(x[0] - 1.0 / 3) < 1e-4 && abs(x[1] - 2.0 / 3) < 1e-4 && x[2] < 1e-30)
    var many = (0..<100_003).map { Float($0 % 17) }
    many.withUnsafeMutableBufferPointer { Activations.softmax($0) }
    #expect(abs(many.reduce(0.0) { $0 + Double($1) } - 1) < 1e-6)
    var none: [Float] = []
    none.withUnsafeMutableBufferPointer { Activations.softmax($0) }
    #expect(none.isEmpty)
  }

  private func error(
    of function: (UnsafeMutableBufferPointer<Float>) -> Void, against slow: (Double) -> Double
  ) -> Double {
    var fast = inputs
    fast.withUnsafeMutableBufferPointer { function($0) }
    return zip(fast, inputs).map { abs(Double($0) - slow(Double($1))) }.max() ?? .infinity
  }
}
