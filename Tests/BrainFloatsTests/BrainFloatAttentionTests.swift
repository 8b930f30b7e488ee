import Testing

@testable import BrainFloats

@Suite(.enabled(if: BrainFloat.isAvailable, "the processor does not multiply brain floats"))
struct BrainFloatAttentionTests {
  @Test(arguments: [(1, 1, 8), (5, 3, 48), (17, 4, 64), (50, 6, 96), (23, 5, 80)])
  func `is its definition within the rounding`(tokens: Int, heads: Int, width: Int) throws {
    var draw = Draw(seed: UInt64(tokens))
    let input = rounded(draw.numbers(tokens * 3 * width, times: 2))
    let (attention, workspace) = (
      try BrainFloatAttention(tokens: tokens, heads: heads, width: width), try BrainFloatWorkspace()
    )
    var result = [BrainFloat](repeating: BrainFloat(.nan), count: tokens * width)
    try input.withUnsafeBufferPointer { input in
      try result.withUnsafeMutableBufferPointer { try attention.attend(input, into: $0, workspace) }
    }
    let slow = Slow.attention(singles(input), tokens: tokens, heads: heads, width: width)
    // The weights and the result are rounded, 2^-9 each; the first error is one of the values mixed, up to twice the mixture.
    #expect(distance(singles(result), slow) <= 1 / 128)
  }
}
