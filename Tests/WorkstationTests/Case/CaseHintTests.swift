import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The bottom line of a case")
struct CaseHintTests {
  private static let reader = "Dr Ada Example"

  private func hints(_ file: CaseFile, columns: Int = 220) -> String {
    var bench = Bench(columns: columns, rows: 40, cases: [file])
    bench.press(.enter)
    return bench.lines.last.map { $0.replacing(Self.reader, with: "").trimmed } ?? ""
  }

  private static func opinion(asker: String, colleague: String?) throws -> SecondOpinion {
    let place = try #require(SlidePlace(parsing: "S-12@120,80,20x"))
    return SecondOpinion(
      OpinionRequest(
        number: 1, place: place, question: "Mitosis?", asker: asker, colleague: colleague,
        askedAt: "2025-06-01T09:00:00Z"))
  }

  @Test("offers what the keys do: of an open case with one slide, a question, and no addendum")
  func open() {
    #expect(
      hints(Sketch.high)
        == "h j k l pan   + - zoom   s sign off   a heat   n tile   o ask   m model   Esc back   ? help")
  }

  @Test("of a signed case it offers what is added to it, and neither a sign-off nor a question")
  func signed() throws {
    var file = Sketch.high
    file.status = .signed
    file.signOff = try Sketch.signed(
      SignOffDraft(decision: .confirm, finalCall: .high, shown: .every), finding: Sketch.finding(.high))
    #expect(
      hints(file) == "h j k l pan   + - zoom   a heat   d add   e amend   n tile   m model   Esc back   ? help")
    #expect(
      hints(file, columns: 80)
        == "h j k l pan   + - zoom   a heat   d add   e amend   n tile   Esc back   ? help")
  }

  @Test("read blinded it offers the first call, and no heat")
  func blinded() {
    var file = Sketch.high
    file.ownProtocol = .blindedFirst
    let told = file.disclosed(to: .reviewer(Self.reader))
    #expect(hints(told) == "h j k l pan   + - zoom   s first call   o ask   m model   Esc back   ? help")
  }

  @Test("that another one reads it is asked for, and not signed")
  func claimed() {
    var file = Sketch.high
    file.claim = ReadingClaim(
      reviewer: "Bo Lind", since: "2025-06-02T13:00:00Z", until: "2025-06-02T15:00:00Z", request: nil)
    let line = hints(file)
    #expect(line.contains("r ask for it") && !line.contains("sign off"))
  }

  @Test("a question that waits goes first; its place, one's own question and other slides are offered where there are")
  func opinions() throws {
    var file = Sketch.high
    file.opinions = [try Self.opinion(asker: "Bo Lind", colleague: Self.reader)]
    #expect(hints(file).hasPrefix("i answer   h j k l pan") && hints(file).contains("p place"))
    #expect(hints(file, columns: 80).hasPrefix("i answer   h j k l pan   + - zoom   s sign off"))
    file.opinions = [try Self.opinion(asker: Self.reader, colleague: nil)]
    file.record.slides.append(Sketch.slide("B.svs"))
    let line = hints(file)
    #expect(line.contains("w slide") && line.contains("u take back") && !line.contains("i answer"))
  }

  @Test("a case that nobody has scored offers no heat and no sign-off")
  func unscored() {
    let line = hints(Sketch.new)
    #expect(!line.contains("heat") && !line.contains("n tile") && !line.contains("sign off"))
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
