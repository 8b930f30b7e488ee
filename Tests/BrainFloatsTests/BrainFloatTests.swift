import Testing

@testable import BrainFloats

@Suite struct BrainFloatTests {
  private static let table: [(value: Float, bits: UInt16)] = [
    (1, 0x3f80), (-2, 0xc000), (0, 0), (-0.0, 0x8000),
    (Float(bitPattern: 0x3f80_8000), 0x3f80), (Float(bitPattern: 0x3f81_8000), 0x3f82),
    (Float(bitPattern: 0x3f80_8001), 0x3f81), (Float(bitPattern: 0x3f80_7fff), 0x3f80),
    (.greatestFiniteMagnitude, 0x7f80), (.infinity, 0x7f80), (-.infinity, 0xff80),
    (Float(bitPattern: 1), 0), (Float(bitPattern: 0x0000_8001), 1),
  ]

  @Test(arguments: table)
  func `rounds to the nearest, ties to even, over to infinity`(value: Float, bits: UInt16) {
    #expect(BrainFloat(value).bits == bits)
  }

  @Test func `not-a-number stays one, with its sign`() {
    for raw: UInt32 in [0x7fc0_0000, 0x7f80_0001, 0xff80_0001, 0x7fff_ffff, 0xffff_ffff] {
      let rounded = BrainFloat(Float(bitPattern: raw))
      #expect(rounded.single.isNaN)
      #expect(rounded.bits >> 15 == raw >> 31)
    }
  }

  @Test func `widening and rounding again gives every brain float back`() {
    let all = (0...UInt16.max).map(BrainFloat.init(bits:)).filter { !$0.single.isNaN }
    #expect(all.allSatisfy { BrainFloat($0.single) == $0 })
  }
}
