import Testing

@testable import BrainFloats

@Suite(.enabled(if: BrainFloat.isAvailable, "the processor does not multiply brain floats"))
struct BrainFloatAttentionTests {
  @Test(arguments: [(1, 1, 1, 8), (5, 5, 3, 48), (1, 17, 4, 64), (50, 50, 6, 96), (3, 23, 5, 80), (23, 23, 5, 80)])
  func `is its definition within the rounding`(queries: Int, tokens: Int, heads: Int, width: Int) throws {
    var draw = Draw(seed: UInt64(tokens))
    let query = rounded(draw.numbers(queries * width, times: 2))
    let keyValue = rounded(draw.numbers(tokens * 2 * width, times: 2))
    let attention = try BrainFloatAttention(queries: queries, tokens: tokens, heads: heads, width: width)
    var result = [BrainFloat](repeating: BrainFloat(.nan), count: queries * width)
    try attention.attend(query, keyValue, into: &result, BrainFloatWorkspace())
    let slow = Slow.attention(singles(query), singles(keyValue), heads: heads, width: width)
    // The weights and the result are rounded, 2^-9 each; the first error is one of the values mixed, up to twice the
    // mixture.
    #expect(distance(singles(result), slow) <= 1 / 128)
  }
}
