import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("A case that two read, on the screen")
struct DoubleReadingScreenTests {
  private static let reader = "Dr Ada Example"

  private static func reading(_ reviewer: String, _ call: Call) -> SignOff {
    SignOff(
      decision: call == .high ? .confirm : .override, finalCall: call,
      reason: call == .high
        ? nil : .laboratory(LaboratoryReason(code: "planted", label: "planted reason", needsComment: false)),
      comment: "planted remark", reviewer: reviewer, signedAt: "2025-06-01T10:00:00Z",
      meaning: call == .high ? .resultConfirmed : .resultReplaced, shown: .every, readingProtocol: .double,
      firstRead: first(reviewer), findingID: "finding-1", entryDigest: String(repeating: "9", count: 64))
  }

  private static func first(_ reviewer: String) -> FirstRead {
    FirstRead(reviewer: reviewer, call: .unsure, confidence: .moderate, grade: 1, readAt: "2025-06-01T09:00:00Z")
  }

  /// A case that is read by two: those of `readers` have signed what they call it, those of `called` a first call.
  private static func file(_ readers: [(String, Call)], called: [String] = []) -> CaseFile {
    var file = Sketch.file("S-30", received: "2025-05-20", .awaitingReader, Sketch.finding(.high, 0.184, 0.112, 0.289))
    file.record.clinical.age = 57
    file.ownProtocol = .double
    file.readings = readers.map { reading($0.0, $0.1) }
    file.firstReads = readers.map { first($0.0) } + called.map { first($0) }
    return file
  }

  private static func told(_ file: CaseFile) -> CaseFile { file.disclosed(to: .reviewer(reader)) }

  /// What a colleague has said, as screens would show it.
  private static let secrets = ["planted remark", "planted reason", "moderate, grade 1", "999999"]

  private static func secrets(on screens: [String]) -> [String] {
    // Words may be broken over lines: all white space counts as one blank.
    let words = Set(screens).map { screen in
      let parts: [Substring.UTF8View] = screen.utf8.split { $0 == 0x20 || $0 == 0x0A }
      return parts.map { String(Substring($0)) }.joined(separator: " ")
    }
    return secrets.filter { secret in words.contains { $0.contains(secret) } }
  }

  // MARK: What is on no screen

  @Test("before their first call a reader is told neither of the model nor of the first one", arguments: [80, 200])
  func untilFirstCall(columns: Int) {
    let screens = BlindedScreensTests.walk(
      Self.told(Self.file([("Bo Lind", .low)])), columns: columns, rows: columns / 4 + 10)
    #expect(Self.secrets(on: screens) == [])
    #expect(!screens.contains { $0.contains("18.4") })
    #expect(screens.contains { $0.contains("First call S-30") && $0.contains("double") })
  }

  @Test("after it they are told of the model, and nothing of the first reader on any screen", arguments: [80, 200])
  func afterFirstCall(columns: Int) {
    var file = Self.file([("Bo Lind", .low)], called: [Self.reader])
    file.firstReads[1].grade = 3
    let screens = BlindedScreensTests.walk(Self.told(file), columns: columns, rows: columns / 4 + 10)
    #expect(Self.secrets(on: screens) == [])
    #expect(screens.contains { $0.contains("18.4") } && screens.contains { $0.contains("Sign off S-30") })
  }

  @Test("the first reader is told nothing of the second on any screen until that one signs", arguments: [80, 200])
  func firstReader(columns: Int) {
    var file = Self.file([(Self.reader, .high)], called: ["Bo Lind"])
    (file.readings[0].comment, file.readings[0].entryDigest) = ("", nil)
    file.readings[0].firstRead?.grade = 3
    file.firstReads[0].grade = 3
    file.signOff = SignOff(
      decision: .defer, finalCall: nil, reason: .deferral(.recut), comment: "planted remark", reviewer: "Bo Lind",
      signedAt: "2025-06-01T10:00:00Z", meaning: .callDeferred, findingID: "finding-1",
      entryDigest: String(repeating: "9", count: 64))
    let screens = BlindedScreensTests.walk(Self.told(file), columns: columns, rows: columns / 4 + 10)
    #expect(Self.secrets(on: screens) == [])
    #expect(screens.contains { $0.contains("READING 1 OF 2") })
  }

  @Test("these walks would find it out: whoever decides between two is told all of it")
  func decides() {
    let file = Self.told(Self.file([("Bo Lind", .low), ("Cy", .high)]))
    let screens = BlindedScreensTests.walk(file, columns: 200, rows: 60)
    #expect(Self.secrets(on: screens) == Self.secrets)
    #expect(screens.contains { $0.contains("READING 1 OF 2") } && screens.contains { $0.contains("READING 2 OF 2") })
  }

  /// The reader has asked, and Bo has answered.
  private static func asked(called: [String]) throws -> CaseFile {
    var file = file([], called: called)
    file.status = .scored
    let place = try #require(SlidePlace(parsing: "S-30@120,80,20x"))
    var opinion = SecondOpinion(
      OpinionRequest(
        number: 1, place: place, question: "Mitosis?", asker: reader, colleague: "Bo Lind",
        askedAt: "2025-06-01T09:00:00Z"))
    opinion.answer = OpinionAnswer(
      number: 1, text: "planted answer", call: .low, isBlinded: true, reviewer: "Bo Lind",
      answeredAt: "2025-06-01T10:00:00Z", to: "q")
    file.opinions = [opinion]
    return told(file)
  }

  @Test("that a colleague has answered is told with until when it is withheld, before the first call and after it")
  func withheldAnswer() throws {
    for (called, until) in [([], "your first call"), ([Self.reader], "both readers have signed")] {
      var bench = Bench(columns: 160, rows: 60, cases: [try Self.asked(called: called)])
      bench.press(.enter)
      #expect(bench.words.contains("There is an answer; it is withheld until \(until)."), "\(bench.text)")
      #expect(!bench.text.contains("planted answer"))
    }
  }

  // MARK: Who may sign

  @Test("whoever has signed their reading is told that another one decides, and no dialog opens")
  func signedAlready() {
    var bench = Bench.signing(Self.told(Self.file([(Self.reader, .high)])))
    #expect(bench.state.popup == nil)
    #expect(bench.state.notice == "Your reading is signed: another reader decides next.")
    #expect(!bench.words.contains("s sign off"))
    bench.send(.caseRead(Self.told(Self.file([(Self.reader, .high), ("Bo Lind", .low)]))))
    bench.press("s")
    #expect(bench.state.popup == nil)
    #expect(bench.state.notice == "The two readings differ: a third reader decides.")
  }

  @Test("they do not ask the one who reads it for it")
  func asksNobody() {
    var file = Self.file([(Self.reader, .high)])
    file.claim = ReadingClaim(reviewer: "Bo Lind", since: "2025-06-02T13:00:00Z", until: "2025-06-02T15:00:00Z")
    var bench = Bench(cases: [Self.told(file)])
    bench.press(.enter, "r")
    #expect(bench.state.notice == "Your reading is signed: another reader decides next.")
    #expect(!bench.take().contains(.askForCase(caseID: "S-30")))
  }

  @Test("a case that they have signed is passed over on the way to the next one")
  func next() {
    let read = Self.told(Self.file([(Self.reader, .high)]))
    #expect(!read.waits(for: Self.reader) && read.waits(for: "Bo Lind"))
    #expect(Self.told(Self.file([("Bo Lind", .low)])).waits(for: Self.reader))
  }

  @Test("a first reading leaves the case awaiting another reader, whatever comes of it")
  func firstSigned() {
    var bench = Bench.signing(Self.told(Self.file([], called: [Self.reader])))
    var signed = Self.reading(Self.reader, .high)
    (signed.comment, signed.firstRead) = ("", Self.first(Self.reader))
    bench.send(.signed(caseID: "S-30", signed))
    #expect(bench.state.reading?.file.status == .awaitingReader)
    #expect(bench.state.reading?.file.readings == [signed])
    bench.press(.escape)
    #expect(bench.text.contains("Your reading is"))
  }

  @Test("one of two readings counts the case among those to do while it can be withdrawn, a third's signature does not")
  func progress() {
    let first = Bench.held(Self.told(Self.file([], called: [Self.reader])))
    #expect(first.state.progress.left == 1)
    let third = Bench.held(Self.told(Self.file([("Bo Lind", .low), ("Cy", .high)])))
    #expect(third.state.progress.left == 0)
  }

  // MARK: Whoever decides

  @Test("the dialog of whoever decides shows both readings and says so in what is signed, at 80x24")
  func dialog() {
    var file = Self.file([("Dr Barbara Lindqvist-Olofsson", .low), ("Professor Cyril Montgomery", .high)])
    file.finding?.flags = [QualityFlag(kind: .pen, slide: "S-30.svs")]
    file.record.note = "out of focus, ask for a new scan"
    var bench = Bench.signing(Self.told(file))
    #expect(bench.words.contains("between Dr Barbara Lindqvist-Olofsson: low, override; Professor Cyril Montgomery"))
    bench.press("l")
    #expect(bench.words.contains("histology disagrees") && bench.words.contains("other (with a comment)"))
    #expect(bench.lines.contains { $0.contains("comment") } && bench.lines.contains { $0.contains("╰─") })
    bench.press("8", .enter)
    #expect(bench.words.contains("I saw the signed readings of both readers, and decide. I reviewed the model's"))
    #expect(bench.words.contains("Your passphrase, then Enter, signs."))
  }

  @Test("the panel puts both readings before the model's result and the key")
  func panel() {
    var bench = Bench(cases: [Self.told(Self.file([("Bo Lind", .low), ("Cy", .high)]))])
    bench.press(.enter)
    bench.drawPictures()
    #expect(bench.text.contains("The two readings"))
    #expect(bench.words.contains("Bo Lind: low, override") && bench.words.contains("Cy: high, confirmed"))
    #expect(bench.words.contains("18.4 %") && bench.words.contains("s sign off"))
  }

  @Test("once it is closed everybody is shown the adjudication and both readings")
  func closed() {
    var file = Self.file([("Bo Lind", .low), ("Cy", .high)])
    file.signOff = Self.reading("Dee", .high)
    file.signOff?.adjudicates = file.readings.compactMap(\.entryDigest)
    file.status = .signed
    var bench = Bench(columns: 200, rows: 100, cases: [Self.told(file)])
    bench.press(.enter)
    bench.drawPictures()
    for words in ["✓ ADJUDICATION", "✓ READING 1 OF 2", "✓ READING 2 OF 2", "Bo Lind", "Cy", "Dee"] {
      #expect(bench.text.contains(words), "\(words)")
    }
  }
}
