import FeatureFiles
import Testing

@Suite("Safetensors files")
struct SafetensorsFileTests {
  @Test("a document reads back as it was written")
  func roundTrip() throws {
    var document = SafetensorsDocument(metadata: ["quote\"": "line\nö\\", "a": ""])
    document.add("f", shape: [2, 2], floats: [1, -0.0, .pi, .infinity])
    document.add("i", shape: [1], integers: [Int64.min])
    document.add("j", shape: [2], integers: [Int32.max, -1])
    document.add("b", shape: [3], bytes: [0, 7, 255])
    document.add("none", shape: [0, 5], floats: [])
    let file = try SafetensorsFile(bytes: document.bytes, name: "x")
    #expect(file.metadata == ["quote\"": "line\nö\\", "a": ""])
    #expect(try file.floats("f") == [1, -0.0, .pi, .infinity])
    #expect(try file.integers("i") == [.min])
    #expect(try file.integers("j") == [Int64(Int32.max), -1])
    #expect(try file.integers("b") == [0, 7, 255])
    #expect(try file.floats("none").isEmpty)
    #expect(try file.entry("none").shape == [0, 5])
    #expect(file.entries.map(\.name) == ["i", "f", "j", "none", "b"])
  }

  @Test("the bytes do not depend on the order of adding, and stand as the format says")
  func bytes() {
    var one = SafetensorsDocument()
    one.add("a", shape: [1], floats: [1])
    one.add("b", shape: [1], bytes: [9])
    var other = SafetensorsDocument()
    other.add("b", shape: [1], bytes: [9])
    other.add("a", shape: [1], floats: [1])
    #expect(one.bytes == other.bytes)
    let header =
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    #expect(one.bytes == file(padded, data: [0, 0, 128, 63, 9]))
  }

  @Test("half precisions become single precision")
  func halves() throws {
    let header =
      #"""
      {"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},\#
      "b":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]},\#
      "d":{"dtype":"F64","shape":[],"data_offsets":[6,14]}}
      """#
    let data: [UInt8] = [0x00, 0x3C, 0x00, 0xC1, 0x49, 0x40, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F]
    let file = try SafetensorsFile(bytes: file(header, data: data), name: "x")
    #expect(try file.floats("h") == [1, -2.5])
    #expect(try file.floats("b") == [3.140_625])
    #expect(try file.floats("d") == [0.5])
    #expect(try file.entry("d").shape == [])
  }

  @Test("every escape of JSON, white space anywhere and padding are read")
  func escapes() throws {
    let header =
      #" { "__metadata__" : { "k" : "\"\\\/\b\f\n\r\t\u0041\uD83D\uDE00" } , "#
      + #""e":{"data_offsets":[0,0],"shape":[0],"dtype":"U8"}}   "#
    let file = try SafetensorsFile(bytes: file(header), name: "x")
    #expect(file.metadata["k"] == "\"\\/\u{8}\u{C}\n\r\tA😀")
    #expect(try file.integers("e").isEmpty)
  }

  @Test("a name or type that is not there is named")
  func absent() throws {
    let text = #"{"u":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}"#
    let file = try SafetensorsFile(bytes: file(text, data: [1, 2]), name: "x")
    #expect(throws: FeatureFileFailure.missingTensor(file: "x", tensor: "v")) { try file.floats("v") }
    #expect(
      throws: FeatureFileFailure.unexpectedType(
        file: "x", tensor: "u", offset: 8 + text.utf8.count, expected: [.float32, .float16, .bfloat16, .float64],
        found: .uint8)
    ) { try file.floats("u") }
    #expect(
      throws: FeatureFileFailure.unexpectedShape(
        file: "x", tensor: "u", offset: 8 + text.utf8.count, expected: [3], found: [2])
    ) { try file.entry("u", shape: [3]) }
    #expect(try file.entry("u", shape: [-1]).count == 2)
  }
}

/// A safetensors file of this header and data.
func file(_ header: String, data: [UInt8] = []) -> [UInt8] {
  (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> ($0 * 8)) } + Array(header.utf8) + data
}
