import Basics
import Casework
import Documents
import Testing

@Suite("Orders from HL7 messages")
struct LaboratoryOrdersTests {
  private static let header = "MSH|^~\\&|OE|WARD|COVERSLIP|LAB|20261102090000||OML^O21^OML_O21|M-1|P|2.5.1"
  private static let patient = "PID|1||4711^^^HOSP^MR||शर्मा\\T\\Co^अनिता||19640229|F"
  private static let order = [
    "ORC|NW|A-1^OE", "OBR|1|A-1^OE||risk^Relapse risk^L", "NTE|1||a\\F\\b", "SPM|1|B 1^L-9||TISS^Tissue^HL70487",
  ]

  private func text(_ lines: [String], _ end: String = "\r") -> [UInt8] {
    Array(lines.map { $0 + end }.joined().utf8)
  }

  private func failure(_ lines: [String]) -> HL7Failure? { failure(text(lines)) }

  private func failure(_ bytes: [UInt8]) -> HL7Failure? {
    do {
      _ = try LaboratoryOrders(parsing: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test("have control, numbers, service, specimens, notes and the patient", arguments: ["\r", "\n", "\r\n"])
  func whole(end: String) throws {
    let orders = try LaboratoryOrders(parsing: text([Self.header, Self.patient] + Self.order, end))
    #expect(orders.header.controlID == "M-1" && orders.header.sender == "OE" && orders.header.facility == "WARD")
    #expect(orders.header.processing == .production)
    #expect(
      orders.patient?.identity
        == PatientIdentity(
          number: "4711", familyName: "शर्मा&Co", givenName: "अनिता", birthDay: "1964-02-29", sex: .female))
    let order = try #require(orders.orders.first)
    #expect(orders.orders.count == 1 && order.control == .new && order.filler == nil)
    #expect(order.placer == AssignedNumber("A-1", of: ["OE"]))
    #expect(orders.patient?.number == AssignedNumber("4711", of: ["HOSP"]))
    #expect(order.service == ["risk", "Relapse risk", "L"] && order.notes == ["a|b"])
    let specimen = try #require(order.specimens.first)
    #expect([specimen.number, specimen.laboratoryNumber, specimen.type] == ["B 1", "L-9", "TISS"])
  }

  @Test("may come in Latin 1 where the message says so, in other delimiters, and enclosed as on a line")
  func encodings() throws {
    let latin = "MSH|^~\\&|OE|W|C|L|2026||OML^O21|M-1|P|2.5.1||||||8859/1\rPID|1||1||Rey^Ren"
    let bytes = Array(latin.utf8) + [0xE9] + text(["", "ORC|NW|A", "OBR|1|||x"])
    #expect(try LaboratoryOrders(parsing: bytes).patient?.identity.givenName == "René")
    let others = "MSH#*+!%#OE#W#C#L#2026##OML*O21#M-1#P#2.5.1\rPID###1##a!T!b\rORC#NW#A|1\rOBR####x\r"
    let enclosed = [0x0B] + Array(others.utf8) + [0x1C, 0x0D]
    let orders = try LaboratoryOrders(parsing: enclosed)
    #expect(orders.patient?.identity.familyName == "a%b" && orders.orders.first?.placer == "A|1")
  }

  @Test("that are cut are refused, wherever they are")
  func cut() {
    let whole = text([Self.header, Self.patient] + Self.order)
    #expect(failure(Array(whole.dropLast())) == .cut(segment: 6))
    #expect(failure([0x0B] + whole) == .cut(segment: 7))
    #expect(failure([Self.header, Self.patient, "ORC|NW|A-1^OE"]) == .missing(HL7Place("OBR", 0)))
    #expect(failure([Self.header, Self.patient]) == .missing(HL7Place("ORC", 0)))
    #expect(failure([UInt8]()) == .notAMessage)
    let inside = (0..<whole.count).filter { whole.prefix($0).last != UInt8(ascii: "\r") }
    for count in inside { #expect(failure(Array(whole.prefix(count))) != nil, "\(count) bytes") }
  }

  @Test("that contradict themselves are refused with both places")
  func contradicting() {
    #expect(
      failure([Self.header, Self.patient, "ORC|NW|A-1", "OBR|1|A-2||x"])
        == .contradicting(HL7Place("ORC", 3, 2), HL7Place("OBR", 4, 2)))
    #expect(
      failure([Self.header, Self.patient, "ORC|NW|A-1", "OBR|1|||x", "ORC|CA|A-1"])
        == .contradicting(HL7Place("ORC", 3, 2), HL7Place("ORC", 5, 2)))
    #expect(
      failure([Self.header, Self.patient, Self.patient] + Self.order)
        == .contradicting(HL7Place("PID", 2), HL7Place("PID", 3)))
    #expect(failure([Self.header, Self.patient] + Self.order + [Self.header]) == .secondMessage(segment: 7))
  }

  @Test("of another type, event or version are refused, and so is what is not known or missing")
  func wrong() {
    let other = { (from: String, to: String) in
      failure([Self.header.replacing(from, with: to), Self.patient] + Self.order)
    }
    #expect(other("OML^O21^OML_O21", "ORM^O01") == .wrongType("ORM^O01"))
    #expect(other("2.5.1", "3") == .wrongVersion("3"))
    #expect(other("|M-1|", "||") == .missing(HL7Place("MSH", 1, 10)))
    #expect(other("|P|", "|Q|") == .unknownValue("Q", HL7Place("MSH", 1, 11)))
    #expect(other("2.5.1", "2.5.1||||||KS X 1001") == .unknownCharacterSet("KS X 1001"))
    #expect(failure([Self.header] + Self.order) == .missing(HL7Place("PID", 0)))
    #expect(
      failure([Self.header, Self.patient, "ORC|SC|A-1"]) == .unknownValue("SC", HL7Place("ORC", 3, 1)))
    #expect(failure([Self.header, Self.patient, "ORC|NW", "OBR|1|||x"]) == .missing(HL7Place("ORC", 3, 2)))
    #expect(failure([Self.header, "ORC|NW|A-1", Self.patient]) == .outOfOrder(HL7Place("PID", 3)))
    #expect(failure([Self.header, Self.patient, "SPM|1"]) == .outOfOrder(HL7Place("SPM", 3)))
    #expect(failure([Self.header, Self.patient, "pid|1"]) == .badSegment(3))
    #expect(
      failure([Self.header, "PID|1||4711||Rey||19641301"])
        == .unknownValue(nil, HL7Place("PID", 2, 7)), "what is said of a patient is not told")
    #expect(failure([Self.header, "PID|1||4711||Rey|||Ann Rey"]) == .unknownValue(nil, HL7Place("PID", 2, 8)))
    #expect(other("OML^O21^OML_O21", "") == .missing(HL7Place("MSH", 1, 9)))
    #expect(other("|P|", "||") == .missing(HL7Place("MSH", 1, 11)))
    #expect(other("|P|2.5.1", "|P|") == .missing(HL7Place("MSH", 1, 12)))
    #expect(failure(text([Self.header]) + [0xFF, 0x0D]) == .notText(characterSet: ""))
    #expect(failure("MSH|||||OE\r".utf8.map { $0 }) == .notAMessage)
  }

  @Test("that are taken back need no patient and no request")
  func cancelled() throws {
    let orders = try LaboratoryOrders(parsing: text([Self.header, "ORC|CA|A-1|S26-1"]))
    #expect(orders.patient == nil && orders.orders.first?.control == .cancel)
    #expect(orders.orders.first?.filler == "S26-1")
  }

  // MARK: Answers

  private let answer = OrderAnswer(facility: "LAB", time: Example.written, digest: Example.digest)

  @Test("are answered to whoever sent them, each with the case that it became")
  func accepted() throws {
    let orders = try LaboratoryOrders(parsing: text([Self.header, Self.patient] + Self.order + ["ORC|CA|A-2"]))
    let cases = [AssignedNumber("A-1", of: ["OE"]): "S26-1"]
    let message = answer.accepting(orders, cases: cases)
    let lines = message.text.split(separator: "\r").map(String.init)
    let id = message.segments[0][10].text()
    #expect(
      lines == [
        "MSH|^~\\&|COVERSLIP|LAB|OE|WARD|20261102120000+0000||ORL^O22^ORL_O22|\(id)|P|2.5.1||||||UNICODE UTF-8",
        "MSA|AA|M-1", "PID|||4711^^^HOSP||शर्मा\\T\\Co^अनिता", "ORC|OK|A-1^OE|S26-1", "ORC|CR|A-2",
      ])
    let later = OrderAnswer(facility: "LAB", time: "2026-12-24T00:00:00Z", digest: Example.digest)
    #expect(later.accepting(orders, cases: cases).segments[0][10].text() == id)
  }

  @Test("that are refused are answered with the place and the condition, as far as they can be answered")
  func refused() throws {
    let bytes = text([Self.header, Self.patient, "ORC|NW", "OBR|1|||x"])
    let header = try #require(HL7Header(of: bytes))
    let error = try #require(failure(bytes))
    let message = try HL7Message(parsing: bytes)
    let refusal = answer.refusing(error, of: header, in: message, words: "no | number")
    let lines = refusal.text.split(separator: "\r").map(String.init)
    #expect(lines.count == 3 && lines[1] == "MSA|AE|M-1")
    #expect(lines[2] == "ERR||ORC^1^2|101^Required field missing^HL70357|E||||no \\F\\ number")
    let other = answer.refusing(.wrongType("ORM^O01"), of: header).segments
    #expect(other[1][1].text() == "AR" && other[2][3].text() == "200")
    #expect(HL7Header(of: Array("not a message".utf8)) == nil)
    let unknown = text([Self.header + "||||||KS X 1001"])
    #expect(HL7Header(of: unknown)?.controlID == "M-1", "whatever it is written in")
  }

  @Test("say nothing where they say null, two quotation marks")
  func null() throws {
    let null = "\"\""
    #expect(failure([Self.header, "PID|1||\(null)"] + Self.order) == .missing(HL7Place("PID", 2, 3)))
    #expect(failure([Self.header, Self.patient, "ORC|NW|\(null)", "OBR|1|||x"]) == .missing(HL7Place("ORC", 3, 2)))
    let named = [Self.header, "PID|1||4711||\(null)||\(null)|\(null)", "ORC|NW|A-1|\(null)", "OBR|1|||x"]
    let orders = try LaboratoryOrders(parsing: text(named))
    #expect(orders.orders.first?.filler == nil && orders.patient?.identity == PatientIdentity(number: "4711"))
    #expect(
      failure([Self.header, Self.patient] + Self.order.prefix(2) + ["OBX|1|RP|slide-file||\(null)"])
        == .missing(HL7Place("OBX", 5, 5)))
  }

  @Test("that are cut in their control id are answered under none: half of it may be another message's")
  func cutControlID() {
    let whole = Array("MSH|^~\\&|OE|WARD|COVERSLIP|LAB|2026||OML^O21^OML_O21|CID2000|P|2.5.1\r".utf8)
    let ended = Array("MSH|^~\\&|OE|WARD|COVERSLIP|LAB|2026||OML^O21^OML_O21|CID2000|".utf8).count
    for count in 0...whole.count {
      let id = HL7Header(of: Array(whole.prefix(count)))?.controlID
      #expect(id == (count < ended ? nil : "CID2000"), "\(count) bytes")
    }
  }

  @Test("are told from answers, which nobody answers")
  func answers() throws {
    let orders = try LaboratoryOrders(parsing: text([Self.header, Self.patient] + Self.order))
    #expect(!orders.header.isAnswer)
    #expect(HL7Header(of: Array(answer.accepting(orders).text.utf8))?.isAnswer == true)
    let other = Self.header.replacing("OML^O21^OML_O21", with: "RSP^K11")
    #expect(HL7Header(of: text([other, "MSA|AA|M-0"]))?.isAnswer == true)
    #expect(HL7Header(of: text([other]))?.isAnswer == false)
  }

  @Test("that take an order back are answered with the patient whose it was, named or not")
  func cancelAnswered() throws {
    let orders = try LaboratoryOrders(parsing: text([Self.header, "ORC|CA|A-1"]))
    let lines = answer.accepting(orders, cases: ["A-1": "S26-1"], patient: "4711").text.split(separator: "\r")
    #expect(lines.suffix(2) == ["PID|||4711||^^^^^^U", "ORC|CR|A-1|S26-1"])
  }

  @Test("that are refused for another reason have another control id, and for the same the same")
  func refusedAgain() throws {
    let header = try #require(HL7Header(of: text([Self.header])))
    let id = { (failure: HL7Failure) in answer.refusing(failure, of: header).controlID }
    #expect(id(.cut(segment: 3)) == id(.cut(segment: 3)) && id(.cut(segment: 3)) != id(.wrongVersion("3")))
    #expect(id(.missing(HL7Place("OBR", 0))) != id(.missing(HL7Place("PID", 0))))
  }

  @Test("that do not agree with what is known are refused by the conditions for keys")
  func contradictsKnown() throws {
    let header = try #require(HL7Header(of: text([Self.header])))
    let expected: [(OrderRefusal, String)] = [
      (.unknown, "204"), (.otherPatient, "205"), (.otherOrder, "205"), (.otherName, "205"), (.otherCase, "205"),
      (.takenBack, "205"), (.registered, "206"),
    ]
    let message = try HL7Message(parsing: text([Self.header, Self.patient, "ORC|NW|A-1", "OBR|1|||x"]))
    for (refusal, condition) in expected {
      let segments = answer.refusing(.refused(refusal, HL7Place("ORC", 3, 2)), of: header, in: message).segments
      #expect(segments[1][1].text() == "AE" && segments[2][3].text() == condition, "\(refusal)")
      #expect((1...3).map { segments[2][2].text($0) } == ["ORC", "1", "2"])
    }
  }

  @Test("name the files of their slides in observations, each once, and none outside of a folder")
  func slides() throws {
    let slides = { (fields: String...) in
      [Self.header, Self.patient] + Self.order.prefix(2)
        + fields.map { "OBX|1|RP|slide-file^Slide file^99CSL||\($0)||||||F" }
    }
    let named = slides("A 1.svs", "अ.ndpi~A 1.svs^x&y")
    #expect(try LaboratoryOrders(parsing: text(named)).orders.first?.slides == ["A 1.svs", "अ.ndpi"])
    let other = [Self.header, Self.patient] + Self.order + ["OBX|1|ST|age^Age^L||61||||||F"]
    #expect(try LaboratoryOrders(parsing: text(other)).orders.first?.slides == [])
    for name in ["../A.svs", "/A.svs", "a/b.svs", "a\\E\\b.svs", ".svs", "..", " A.svs"] {
      guard case .notAName(_, let place)? = failure(slides(name)) else {
        Issue.record("\(name) was taken")
        continue
      }
      #expect(place == HL7Place("OBX", 5, 5))
    }
    #expect(failure(slides("A.svs~")) == .missing(HL7Place("OBX", 5, 5)))
    #expect(
      failure([Self.header, Self.patient, "OBX|1|RP|slide-file||A.svs"]) == .outOfOrder(HL7Place("OBX", 3)))
  }
}
