import Basics
import Casework
import Prognosis
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

  @Test("of a case has every key of the contract, and null for what is missing")
  func bareCase() throws {
    let file = CaseFile(
      record: Case(id: "S1", slides: [try Example.slide()]), status: .new)
    #expect(
      CaseJSON.show(file) == """
        {
          "case": "S1",
          "status": "new",
          "finalCall": null,
          "signedBy": null,
          "modelCall": null,
          "received": null,
          "patient": null,
          "reviewer": null,
          "note": null,
          "slides": [
            {
              "path": "/slides/A.svs",
              "width": 2220,
              "height": 2967,
              "mpp": \(try Example.mpp(0.499).mean),
              "mppX": 0.499,
              "mppY": 0.5,
              "mppGiven": true,
              "objective": 20.0,
              "vendor": "aperio",
              "quickDigest": null,
              "mppStated": null
            }
          ],
          "clinical": {
            "age": null,
            "grade": null,
            "tumourSizeMM": null,
            "positiveNodes": null,
            "ki67": null,
            "er": null,
            "her2": null,
            "menopausal": null,
            "pr": null,
            "erHScore": null,
            "prHScore": null,
            "prPercent": null,
            "nottinghamScore": null,
            "detection": null,
            "smoker": null,
            "treatment": {
              "chemotherapy": null,
              "hormoneTherapy": null,
              "trastuzumab": null,
              "bisphosphonates": null,
              "radiotherapy": null,
              "heartDoseGy": null
            }
          },
          "extra": {},
          "finding": null,
          "newerFinding": null,
          "signoff": null
        }
        """)
  }

  @Test("of a signed case has finding and sign-off with the keys of the contract")
  func signedCase() throws {
    var file = CaseFile(record: try Example.record(), status: .signed, finding: Example.finding())
    file.signOff = try Example.signOff()
    file.signOff?.entryDigest = "d"
    let value = CaseJSON.value(file)
    let finding = try #require(value.member("finding"))
    #expect(
      finding.keys == [
        "id", "model", "software", "computedAt", "tiles", "tilesAvailable", "unreadableRegions", "tissueMM2", "basis",
        "missing", "score", "scoreSD", "linearPredictor", "probability5y", "interval", "call", "borderline", "reasons",
        "flags", "contributions", "resultFile", "resultDigest", "encoder", "precision", "libraries",
        "unreadableShare", "slideDigests",
      ])
    #expect(finding.member("model")?.keys == ["name", "version", "digest", "demonstration", "threshold"])
    #expect(finding.member("interval") == [.number(0.03), .number(0.12001)])
    #expect(finding.member("basis") == "slide+clinical")
    #expect(finding.member("reasons") == ["bad quality"])
    #expect(
      value.member("signoff") == [
        "decision": "override", "finalCall": "low", "reason": "other", "comment": "seen twice", "reviewer": "Ann Rey",
        "signedAt": "2026-11-02T11:00:00Z", "meaning": .string(SignOff.meaning(of: .override)), "findingID": "f-1",
        "entryDigest": "d",
      ])
  }

  @Test("of a queue is an array of the same objects")
  func queue() throws {
    let file = CaseFile(record: try Example.record(), status: .new)
    #expect(
      try JSONValue(parsing: Array(CaseJSON.queue([file, file]).utf8))
        == .array([CaseJSON.value(file), CaseJSON.value(file)]))
    #expect(CaseJSON.queue([]) == "[]")
  }
}

extension JSONValue {
  fileprivate var members: [JSONMember] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  fileprivate var keys: [String] { members.map(\.key) }
  fileprivate var sortedMembers: [JSONMember] { members.sorted { $0.key < $1.key } }
  fileprivate func member(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }
}
