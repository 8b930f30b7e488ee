import Casework
import Documents
@testable import Exports
import Foundation
import Testing

@Suite("Orders of a folder") struct TakeOrdersTests {
  private let world: OrderWorld

  init() throws { world = try OrderWorld() }

  private func order(_ slides: String...) -> [String] {
    let named = slides.isEmpty ? [] : ["OBX|1|RP|slide-file^Slide file^99CSL||" + slides.joined(separator: "~")]
    return ["ORC|NW|A-1|S26-1", "OBR|1|A-1||risk^Relapse risk^L"] + named + ["SPM|1|B 1||TISS"]
  }

  @Test("are answered, put aside, and awaited until their slides are there; then their case is registered")
  func wholeWay() async throws {
    try world.put("one", OrderWorld.message("M-1", order("a.svs", "b.svs")))
    let first = try await world.take()
    #expect(first.lines == ["one.hl7: order A-1 is taken as case S26-1"] && first.problems.isEmpty)
    let answer = try #require(try world.answered()["M-1"])
    #expect(answer.segment("MSA")?[1].text() == "AA" && answer.segment("ORC")?[3].text() == "S26-1")
    #expect(answer.segment("MSH")?[5].text() == "OE" && answer.segment("PID")?[5].text(2) == "अनिता")
    #expect(try world.names("taken") == ["one.hl7"])
    try world.putSlide("a.svs")
    #expect(try await world.take().lines.isEmpty, "one of two slides is not enough")
    #expect(try world.files.load().awaited.map(\.caseID) == ["S26-1"])
    try world.putSlide("b.svs")
    let second = try await world.take()
    #expect(second.lines == ["registered case S26-1 with 2 slides, for order A-1"], "\(second.problems)")
    let record = try world.store.caseFile("S26-1").record
    #expect(record.slides.map(\.fileName) == ["a.svs", "b.svs"] && record.patient == "4711")
    #expect(record.specimen == "B 1" && record.extra["order"] == "A-1")
    #expect(try world.files.load().awaited.isEmpty)
    #expect(try await world.take().lines.isEmpty, "it is registered once")
  }

  @Test("that come again are answered by the same bytes, and nothing is done twice")
  func repeated() async throws {
    let message = OrderWorld.message("M-1", order("a.svs"))
    try world.putSlide("a.svs")
    try world.put("one", message)
    _ = try await world.take()
    let before = try world.answers()
    let bytes = FileManager.default.contents(atPath: world["in/answers/" + before[0]])
    let entries = try world.store.entries(after: 0, limit: 100).count
    try world.put("one", message)
    let again = try await world.take()
    #expect(again.lines == ["one.hl7: it came before, and is answered as it was then"] && again.problems.isEmpty)
    #expect(try world.answers() == before)
    #expect(FileManager.default.contents(atPath: world["in/answers/" + before[0]]) == bytes)
    #expect(try world.store.entries(after: 0, limit: 100).count == entries)
    #expect(try world.names("taken").count == 2, "both files are kept")
  }

  @Test("of a known control id with another content are refused, and the first stays")
  func otherContent() async throws {
    try world.put("a", OrderWorld.message("M-1", order()), age: 90)
    try world.put("b", OrderWorld.message("M-1", ["ORC|CA|A-1"], patient: nil))
    let report = try await world.take()
    #expect(
      report.problems.map(\.sentence)
        == ["b.hl7 is refused: another message came under the control id M-1 before"])
    #expect(try world.answers().count == 2 && world.names("refused") == ["b.hl7"])
    #expect(try world.files.load().awaited.count == 1)
  }

  @Test("are taken in the order in which they were written, whatever they are called")
  func inOrder() async throws {
    try world.put("z", OrderWorld.message("M-1", order()), age: 90)
    try world.put("a", OrderWorld.message("M-2", ["ORC|CA|A-1"], patient: nil), age: 60)
    let report = try await world.take()
    #expect(report.problems.isEmpty && report.lines.last == "a.hl7: order A-1 is taken back")
    #expect(try world.answered()["M-2"]?.segment("PID")?[3].text() == "4711")
  }

  @Test("of the same second are taken in the order of their nanoseconds")
  func inOrderOfNanoseconds() async throws {
    try world.put("z", OrderWorld.message("M-1", order()), nanoseconds: 1000)
    try world.put("a", OrderWorld.message("M-2", ["ORC|CA|A-1"], patient: nil), nanoseconds: 2000)
    #expect(try await world.take().problems.isEmpty)
    #expect(try world.files.load().orders.map(\.standing) == [.takenBack])
  }

  @Test("that are written over while they are answered stay where they are, and are taken the next time")
  func writtenOver() async throws {
    let (path, message) = (world["in/a.hl7"], OrderWorld.message("M-1", order()))
    try world.put("a", message)
    let inbox = OrderInbox(path: world["in"])
    try inbox.prepare()
    guard case .whole(let read) = try inbox.content(of: "a.hl7", now: OrderWorld.seconds) else {
      Issue.record("it was not read")
      return
    }
    #expect(read.bytes == message)
    try world.put("a", OrderWorld.message("M-2", ["ORC|CA|A-1"], patient: nil))
    #expect(try !inbox.put(read, on: .taken, digest: "0123456789abcdef"))
    #expect(try FileManager.default.fileExists(atPath: path) && world.names("taken").isEmpty)
  }

  @Test("in what cannot be read are problems each time, and everything else is taken")
  func unreadableFiles() async throws {
    try world.put("a", OrderWorld.message("M-1", order()))
    #expect(symlink("/nowhere", world["in/link.hl7"]) == 0 && mkfifo(world["in/pipe.hl7"], 0o600) == 0)
    let odd = Array(world["in/"].utf8CString.dropLast()) + [CChar(bitPattern: 0xFF)] + Array(".hl7".utf8CString)
    let descriptor = open(odd, O_WRONLY | O_CREAT, 0o600)
    #expect(descriptor >= 0)
    close(descriptor)
    let report = try await world.take()
    #expect(report.lines.count == 1 && report.notes.isEmpty)
    #expect(report.problems.count == 3, "\(report.problems)")
    #expect(report.problems.contains { $0.sentence.contains("not written in UTF-8") })
  }

  @Test("written at a time that is still to come are as old as their last change, or said to be ahead")
  func ahead() async throws {
    try world.put("a", OrderWorld.message("M-1", order()), age: -1_000_000_000)
    let early = try await world.take(at: 1_000_000_000)
    #expect(early.lines.isEmpty && early.notes.count == 1 && early.notes[0].contains("clock has not reached"))
    let now = Int(Date().timeIntervalSince1970)
    #expect(try await world.take(at: now + 60).lines.count == 1)
  }

  @Test("tell nothing of the patient where they are refused")
  func discreet() async throws {
    let patient = "PID|1||4711||Rey^Ann||" + String(repeating: "born in May ", count: 5000)
    try world.put("a", OrderWorld.message("M-1", order(), patient: patient))
    let report = try await world.take()
    #expect(
      report.problems.map(\.sentence)
        == ["a.hl7 is refused: PID-7 of segment 2: what stands there cannot be understood"])
    #expect(try world.answered()["M-1"]?.text.contains("May") == false)
  }

  @Test("that are answers themselves are answered by nobody")
  func answersOfOthers() async throws {
    let text = OrderWorld.text("M-1", ["MSA|AA|X"], patient: nil)
    try world.put("a", Array(text.replacing("OML^O21^OML_O21", with: "ACK").utf8))
    let report = try await world.take()
    #expect(report.problems.count == 1 && report.problems[0].sentence.hasSuffix("so that nobody was answered"))
    #expect(try world.answers().isEmpty && world.names("refused") == ["a.hl7"])
  }

  @Test("are answered into a folder that is there and is not their own, for owner and group alone")
  func answersFolder() async throws {
    try world.put("a", OrderWorld.message("M-1", order()))
    await #expect(throws: OrderFailure.self) { _ = try await world.take(answers: "share/answers") }
    #expect(!FileManager.default.fileExists(atPath: world["share"]))
    await #expect(throws: OrderFailure.self) { _ = try await world.take(answers: "in") }
    #expect(FileManager.default.fileExists(atPath: world["in/a.hl7"]), "nothing was taken")
    _ = try await world.take()
    let name = try #require(try world.answers().first)
    let attributes = try FileManager.default.attributesOfItem(atPath: world["in/answers/" + name])
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    #expect(mode & 0o007 == 0)
  }

  @Test("are taken where the folder of slides is gone, and that is said")
  func noSlides() async throws {
    try world.put("a", OrderWorld.message("M-1", order("a.svs")))
    let report = try await world.take(from: "gone")
    #expect(report.lines.count == 1 && report.problems.count == 1)
    #expect(report.problems[0].sentence.contains("no such folder of slides"))
  }

  @Test("that contradict what is known are refused by a sentence and an answer, and nothing of them is kept")
  func contradicting() async throws {
    try world.put("a", OrderWorld.message("M-1", order()), age: 90)
    try world.put("b", OrderWorld.message("M-2", order(), patient: "PID|1||4712"), age: 80)
    try world.put("c", OrderWorld.message("M-3", ["ORC|CA|A-9"], patient: nil), age: 70)
    let report = try await world.take()
    #expect(
      report.problems.map(\.sentence) == [
        "b.hl7 is refused: ORC-2 of segment 3: the order of this number is another patient's",
        "c.hl7 is refused: ORC-2 of segment 2: there is no order of this number",
      ])
    let answers = try world.answered()
    #expect(answers["M-2"]?.segment("MSA")?[1].text() == "AE" && answers["M-2"]?.segment("ERR")?[3].text() == "205")
    #expect(answers["M-3"]?.segment("ERR")?[3].text() == "204")
    #expect(answers["M-3"]?.segment("ERR")?[8].text() == "ORC-2 of segment 2: there is no order of this number")
    #expect(try world.files.load().orders.map(\.patient) == ["4711"])
  }

  @Test("for a case that is registered with other data are refused")
  func otherCase() async throws {
    try world.store.register([Case(id: "S26-1", patient: "4712", slides: [try ExampleSlide.named("a.svs")])])
    try world.put("a", OrderWorld.message("M-1", order()))
    let report = try await world.take()
    #expect(report.problems.count == 1 && report.lines.isEmpty)
    #expect(try world.answered()["M-1"]?.segment("MSA")?[1].text() == "AE")
    #expect(try world.files.load().orders.isEmpty)
  }

  @Test("that are cut, too long, in an unknown character set or of another type are answered as far as they can be")
  func unreadable() async throws {
    let whole = OrderWorld.text("M-1", order())
    try world.put("a", Array(whole.dropLast().utf8), age: 99)
    try world.put("b", Array(whole.replacing("UNICODE UTF-8", with: "KS X 1001").utf8), age: 98)
    try world.put("c", Array(whole.utf8) + [0xFF, 0x0D], age: 97)
    try world.put("d", Array((whole + String(repeating: "NTE|1||x\r", count: 120_000)).utf8), age: 96)
    try world.put("e", Array(whole.replacing("OML^O21^OML_O21", with: "ORM^O01").utf8), age: 95)
    try world.put("f", Array("no message".utf8), age: 94)
    try world.put("g", [], age: 93)
    let report = try await world.take()
    #expect(report.problems.count == 7 && report.lines.isEmpty)
    #expect(report.problems.allSatisfy { $0.exit == .badData })
    #expect(report.problems.suffix(2).allSatisfy { $0.sentence.hasSuffix("so that nobody was answered") })
    #expect(try world.answers().count == 5 && world.names("refused").count == 7)
    let codes = try world.answers().map { name in
      try HL7Message(parsing: Array(FileManager.default.contents(atPath: world["in/answers/" + name]) ?? Data()))
        .segment("MSA")?[1].text()
    }
    #expect(codes == ["AE", "AE", "AE", "AE", "AR"])
    #expect(try world.files.load().orders.isEmpty && !FileManager.default.fileExists(atPath: world.files.path))
  }

  @Test("that are still being written are left, and taken the next time")
  func unsettled() async throws {
    try world.put("a", OrderWorld.message("M-1", order()), age: 1)
    let report = try await world.take()
    #expect(report.notes == ["a.hl7: it was written to just now, and is left for the next time"])
    #expect(report.problems.isEmpty && report.lines.isEmpty)
    #expect(try world.answers().isEmpty)
    try world.put("a", OrderWorld.message("M-1", order()), age: 30)
    #expect(try await world.take().lines.count == 1)
  }

  @Test("whose slide cannot be read are awaited, and that is said each time")
  func badSlide() async throws {
    try world.putSlide("bad.svs")
    try world.put("a", OrderWorld.message("M-1", order("bad.svs")))
    for _ in 1...2 {
      let report = try await world.take()
      #expect(report.problems.count == 1)
      #expect(report.problems.first?.sentence.hasPrefix("order A-1 is still awaited: ") == true)
    }
    #expect(try world.files.load().awaited.count == 1)
  }

  @Test("whose case somebody registered are awaited no more, unless it is another one's")
  func registeredByHand() async throws {
    try world.put("a", OrderWorld.message("M-1", order()))
    _ = try await world.take()
    try world.store.register([Case(id: "S26-1", slides: [try ExampleSlide.named("x.svs")])])
    #expect(
      try await world.take().lines == [
        "case S26-1 is registered, as order A-1 awaits; it names no patient, and takes none of the order"
      ])
    #expect(try world.files.load().awaited.isEmpty)
  }

  @Test("are as they were where the casebook does not answer: nothing is answered or put aside")
  func unavailable() async throws {
    try world.put("a", OrderWorld.message("M-1", order()))
    world.store.fail(with: .diskFull(path: "casebook.sqlite"))
    let report = try await world.take()
    #expect(report.problems.count == 1 && report.lines.isEmpty)
    #expect(try world.answers().isEmpty && FileManager.default.fileExists(atPath: world["in/a.hl7"]))
    world.store.fail(with: nil)
    #expect(try await world.take().lines.count == 1)
  }

  @Test("are kept in a file of their own that only its owner may read; another one in its place is refused")
  func book() async throws {
    try world.put("a", OrderWorld.message("M-1", order()))
    _ = try await world.take()
    let attributes = try FileManager.default.attributesOfItem(atPath: world.files.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let text = try String(contentsOfFile: world.files.path, encoding: .utf8)
    #expect(!text.contains("अनिता"), "names are not kept")
    try "{}".write(toFile: world.files.path, atomically: true, encoding: .utf8)
    await #expect(throws: OrderFailure.self) { _ = try await world.take() }
  }

  @Test("that are awaited are told without the patient")
  func listed() async throws {
    #expect(OrderText.awaited(OrderBook()) == ["no order is awaited"])
    try world.put("a", OrderWorld.message("M-1", order("a.svs")))
    _ = try await world.take()
    let lines = OrderText.awaited(try world.files.load())
    #expect(
      lines == [
        "ORDER  FROM      CASE   ORDERED  SLIDES  TAKEN",
        "A-1    OE, WARD  S26-1  risk     a.svs   2026-11-02T11:00:00Z",
      ])
  }
}
