import Basics
import Testing

@Suite("JSON")
struct JSONTests {
  private func canonical(_ value: JSONValue) -> String { String(decoding: value.canonicalBytes, as: UTF8.self) }

  @Test("in canonical form has sorted keys, no white space and one way to write each value")
  func canonicalForm() {
    let value: JSONValue = [
      "b": [1, .number(5), .number(0.1), .number(1e-5), .number(-0.0), .number(1e22), .integer(.min)],
      "a": "\" \\ / \n\u{1F} é 𝄞 \u{7F}", "é": nil, "B": true, "": .object([]), "c": .array([]),
    ]
    #expect(
      canonical(value)
        == #"{"":{},"B":true,"a":"\" \\ / \u000a\u001f é 𝄞 \#u{7F}","#
        + #""b":[1,5.0,0.1,1e-05,-0.0,1e+22,-9223372036854775808],"c":[],"é":null}"#)
  }

  @Test("that was written reads back the same, number for number")
  func roundTrip() throws {
    let doubles: [Double] = [0.1, 1 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 100, 2.5e-7, -0.75, 1e16]
    let value: JSONValue = .object([
      JSONMember("n", .array(doubles.map { .number($0) })), JSONMember("t", "a\u{0}\n\"\\é"), JSONMember("i", 42),
    ])
    #expect(try JSONValue(parsing: value.canonicalBytes) == .object(value.sortedMembers))
    #expect(try JSONValue(parsing: Array(value.prettyText.utf8)) == value)
  }

  @Test("with escapes and white space is read")
  func escapes() throws {
    let text = #" { "a" : [ "\u00e9\ud834\udd1e\/\b\t" , -1.5E+2 , 0 , null ] } "#
    #expect(try JSONValue(parsing: Array(text.utf8)) == ["a": ["é𝄞/\u{8}\t", .number(-150), 0, nil]])
  }

  @Test(
    "that is malformed is refused at its byte",
    arguments: [
      ("", 0), ("{", 1), ("[1,]", 3), ("[1 2]", 3), ("01", 0), ("1.", 2), ("-", 1), ("nul", 0), ("\"a", 2),
      ("{\"a\":1,\"a\":2}", 10),
      ("\"\\ud834\"", 7), ("\"\\x\"", 3), ("\"\n\"", 1), ("1e999", 0), ("[] x", 3), ("{1:2}", 1), ("+1", 0),
      ("\"\\u+123\"", 3),
    ])
  func malformed(text: String, offset: Int) {
    #expect(throws: JSONFailure.malformed(offset: offset)) { try JSONValue(parsing: Array(text.utf8)) }
  }

  @Test("that is no UTF-8 is refused")
  func notUTF8() {
    #expect(throws: JSONFailure.self) { try JSONValue(parsing: [0x22, 0xE9, 0x22]) }
  }

  @Test("nested without end is refused before the stack is")
  func deep() {
    #expect(throws: JSONFailure.tooDeep) {
      try JSONValue(parsing: [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000))
    }
  }
}

extension JSONValue {
  fileprivate var members: [JSONMember] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  fileprivate var sortedMembers: [JSONMember] { members.sorted { $0.key < $1.key } }
}
