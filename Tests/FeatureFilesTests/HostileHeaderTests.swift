import FeatureFiles
import Testing

@Suite("Safetensors headers that lie")
struct HostileHeaderTests {
  @Test("a file shorter than its length field is truncated at byte 0")
  func short() {
    #expect(throws: FeatureFileFailure.file(.truncated(file: "x", offset: 0, expected: 8, found: 3))) {
      try SafetensorsFile(bytes: [1, 2, 3], name: "x")
    }
  }

  @Test("a length beyond the file, beyond the limit or beyond Int is refused", arguments: [0, 1, 10, UInt64.max])
  func length(claimed: UInt64) {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: claimed >> ($0 * 8)) } + [0x7B, 0x7D]
    #expect(
      throws: FeatureFileFailure.badHeader(file: "x", offset: 0, fault: .length(claimed: claimed, available: 2))
    ) { try SafetensorsFile(bytes: bytes, name: "x") }
  }

  @Test("a tensor named twice, and a key given twice")
  func duplicates() {
    let entry = #""a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}"#
    expect("{\(entry),\(entry)}", [0], at: entry.utf8.count + 2, .duplicate("a"))
    expect(#"{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#, [0], at: 19, .duplicate("dtype"))
    expect(#"{"__metadata__":{"k":"1","k":"2"}}"#, [], at: 25, .duplicate("k"))
  }

  @Test("offsets beyond the data, backwards, of another size, overlapping, with a hole, short of the end")
  func offsets() {
    expect(tensor(1, 0, 4), [0], at: 1, .offsetsOutside(tensor: "a", begin: 0, end: 4, available: 1))
    expect(tensor(1, 3, 2), [0, 0, 0], at: 1, .offsetsOutside(tensor: "a", begin: 3, end: 2, available: 3))
    expect(tensor(1, 0, Int.max), [0], at: 1, .offsetsOutside(tensor: "a", begin: 0, end: .max, available: 1))
    expect(tensor(2, 0, 1), [0], at: 1, .sizeDisagrees(tensor: "a", expected: 2, found: 1))
    expect(tensor(1, 1, 2), [0, 0], at: 1, .hole(begin: 0, end: 1))
    expect(tensor(1, 0, 1), [0, 0, 0], at: 54, .hole(begin: 1, end: 3))
    let two =
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#
    expect(two, [0, 0, 0], at: 53, .overlap(tensor: "b", other: "a"))
  }

  @Test("a shape whose product overflows allocates nothing")
  func overflow() {
    expect(
      #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#, [], at: 1,
      .shapeOverflow(tensor: "a"))
  }

  @Test("an unknown number type is named")
  func type() {
    expect(
      #"{"a":{"dtype":"F7_E4M3","shape":[1],"data_offsets":[0,1]}}"#, [0], at: 1,
      .unknownType(tensor: "a", type: "F7_E4M3"))
  }

  @Test(
    "broken JSON is refused where it breaks",
    arguments: [
      ("[]", 0), ("{ ", 2), ("{} x", 3), (#"{"a"}"#, 4), (#"{"a":1}"#, 5), (#"{"a":{}}"#, 1), (#"{"a"#, 3),
      (#"{"a\q":{}}"#, 5), (#"{"\uD800":{}}"#, 9), (#"{"\u00":{}}"#, 4), ("{\"\u{1}\":{}}", 3),
      (#"{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}"#, 28),
      (#"{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}"#, 29),
      (#"{"a":{"dtype":"U8","shape":[01],"data_offsets":[0,1]}}"#, 28),
      (#"{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,1]}}"#, 28),
      (#"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}"#, 1),
      (#"{"a":{"dtype":"U8","shape":[1],"extra":[0]}}"#, 31),
      (#"{"__metadata__":{"k":1}}"#, 21),
    ])
  func broken(header: String, offset: Int) {
    #expect {
      try SafetensorsFile(bytes: file(header), name: "x")
    } throws: { error in
      guard case FeatureFileFailure.badHeader("x", 8 + offset, .expected) = error else { return false }
      return true
    }
  }

  @Test("three thousand random corruptions of a header end in an answer, never in a crash")
  func corruptions() throws {
    var document = SafetensorsDocument(metadata: ["m": "é"])
    document.add("abc", shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])
    let bytes = document.bytes
    var state: UInt64 = 7
    var refused = 0
    for _ in 0..<3000 {
      var corrupt = bytes
      for _ in 0..<2 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        corrupt[Int(state >> 33) % corrupt.count] = UInt8(truncatingIfNeeded: state >> 25)
      }
      do { _ = try SafetensorsFile(bytes: corrupt, name: "x").floats("abc") } catch { refused += 1 }
    }
    #expect(refused > 1500)
  }

  private func tensor(_ count: Int, _ begin: Int, _ end: Int) -> String {
    #"{"a":{"dtype":"U8","shape":[\#(count)],"data_offsets":[\#(begin),\#(end)]}}"#
  }

  private func expect(_ header: String, _ data: [UInt8], at offset: Int, _ fault: HeaderFault) {
    #expect(throws: FeatureFileFailure.badHeader(file: "x", offset: 8 + offset, fault: fault)) {
      try SafetensorsFile(bytes: file(header, data: data), name: "x")
    }
  }
}
