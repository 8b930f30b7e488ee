import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("Cases that are read again")
struct RepeatScreenTests {
  private static let reader = "Dr Ada Example"

  /// A signed case as it is told while it is read again.
  private static func again(_ file: CaseFile) throws -> CaseFile {
    var file = file
    let finding = try #require(file.finding)
    let reading = SignOffDraft(decision: .confirm, finalCall: finding.call)
    (file.signOff, file.status) = (try Sketch.signed(reading, finding: finding), .signed)
    return file.disclosed(to: .repeating(reader))
  }

  /// The same once its call is in the ledger.
  private static func kept(_ file: CaseFile) -> CaseFile {
    var file = file
    file.status = .signed
    return file
  }

  @Test("tell nothing of any call, in queue, panel and dialog, and say what is measured")
  func blinded() throws {
    var bench = Bench.signing(try Self.again(Sketch.full), columns: 120, rows: 40)
    for word in ["18.4", "SIGNED", "DEMO", "first call"] { #expect(!bench.text.contains(word), "\(word)") }
    #expect(bench.lines.contains { $0.contains("╭─ Read again S-12 ──") && $0.contains("── repeatability ─╮") })
    #expect(bench.words.contains("what it, colleagues and you said stays withheld"))
    for part in ["It measures repeatability", "no viewer and no model."] { #expect(bench.words.contains(part)) }
    bench.press(.enter)
    #expect(bench.words.contains("Give your call: h high, l low, u unsure."))
    bench.press("h", "2", .enter)
    #expect(
      bench.take().contains(
        .repeatReading(
          caseID: "S-12", RepeatDraft(call: .high, confidence: .moderate, diagnosisRead: .thisScreen))))
  }

  @Test("follow one another: after a call the next that is due is open, and after the last one the queue")
  func next() throws {
    let (first, second) = (try Self.again(Sketch.high), try Self.again(Sketch.low))
    var bench = Bench.signing(first, of: [first, second])
    bench.press("h", "2", .enter)
    bench.send(.firstCallCommitted(Self.kept(first)))
    #expect(bench.state.reading?.file.id == "S-09" && bench.state.popup == nil)
    #expect(bench.words.contains("S-12 is read again: it measures repeatability, and validates no viewer."))
    bench.change(to: [second])
    bench.drawPictures()
    bench.press("s", "l", "1", .enter)
    bench.send(.firstCallCommitted(Self.kept(second)))
    #expect(bench.state.reading == nil)
    #expect(bench.words.contains("S-09 is read again, and no other case is due. It validates no viewer."))
  }

  @Test("are said to be in the frame of the queue; where none is due the command that plans them is told")
  func queue() throws {
    let casebook = OpenCasebook(path: "/c.sqlite", usual: "/c.sqlite", isRepeating: true)
    let bench = Bench(cases: [try Self.again(Sketch.high)], casebook: casebook)
    #expect(bench.text.contains("╰─ c.sqlite to read again ─"))
    let empty = Bench(cases: [], casebook: casebook)
    #expect(empty.words.contains("No case is due to be read again."))
    #expect(empty.words.contains("coverslip repeat plan --reviewer NAME"))
    #expect(!empty.words.contains("is due from"))
  }

  @Test("say from when on the next one is due, where none is yet")
  func nextDue() throws {
    let from = Timestamp(seconds: 4_000_000_000)
    let bench = Bench(
      cases: [], casebook: OpenCasebook(path: "/c.sqlite", usual: "/c.sqlite", isRepeating: true, againFrom: from))
    #expect(bench.words.contains("The next one is due from \(from.text.prefix(10)) "))
  }

  @Test(
    "take nothing but calls: every other key says so at once, and offers nothing", arguments: ["o", "B", "C"] as [Key])
  func callsAlone(key: Key) throws {
    let again = try Self.again(Sketch.high)
    var bench = Bench(
      cases: [again], casebook: OpenCasebook(path: "/c.sqlite", usual: "/c.sqlite", isRepeating: true))
    bench.press(.enter)
    bench.press(key)
    #expect(bench.state.notice == "While cases are read again only calls are kept.")
    #expect(bench.state.popup == nil && bench.state.reading?.marking.note == nil)
  }

  @Test("are in no figures: the key that shows them says so")
  func figures() throws {
    let casebook = OpenCasebook(path: "/c.sqlite", usual: "/c.sqlite", isRepeating: true)
    var bench = Bench(cases: [try Self.again(Sketch.high)], casebook: casebook)
    bench.press("Q")
    #expect(bench.state.notice == "While cases are read again no figures are told." && bench.state.room == .queue)
  }
}
