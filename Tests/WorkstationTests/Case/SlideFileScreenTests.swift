import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("The files of the open case")
struct SlideFileScreenTests {
  private static func open(_ file: CaseFile = Sketch.high, of cases: [CaseFile]? = nil) -> Bench {
    var bench = Bench(columns: 120, rows: 40, cases: cases ?? [file])
    bench.press(.enter)
    return bench
  }

  @Test("are watched from its opening on, of one case at a time, and left with it")
  func effects() {
    var bench = Self.open(of: [Sketch.high, Sketch.low])
    let (first, second) = bench.state.reading?.file.id == "S-12" ? ("S-12", "S-09") : ("S-09", "S-12")
    #expect(bench.take().contains(.watchFiles(caseID: first)))
    bench.press("J")
    #expect(bench.take().contains(.watchFiles(caseID: second)), "which is no other case any more")
    bench.press("q")
    #expect(bench.take().contains(.leaveFiles))
  }

  @Test("are watched anew where the case was scored again, and not where nothing changed")
  func rescored() {
    var bench = Self.open()
    _ = bench.take()
    bench.send(.caseRead(Sketch.high))
    #expect(!bench.take().contains(.watchFiles(caseID: "S-12")))
    var newer = Sketch.high
    newer.finding?.id = "finding-2"
    bench.send(.caseRead(newer))
    #expect(bench.take().contains(.watchFiles(caseID: "S-12")))
  }

  @Test("stand in the panel, one entry per slide, once anything is known of them")
  func panel() {
    var bench = Self.open()
    #expect(!bench.text.contains("│ file"))
    bench.send(.filesChecked(caseID: "S-12", [SlideFileState(.quick, percent: 43)]))
    #expect(bench.words.contains("file: size and quick digest"))
    #expect(bench.words.contains("whole file 43 %"))
    bench.send(.filesChecked(caseID: "S-12", [SlideFileState(.whole)]))
    #expect(bench.text.contains("file: unchanged (whole file)"))
    #expect(!bench.words.contains("43 %"))
    bench.send(.filesChecked(caseID: "S-12", [SlideFileState(.whole), SlideFileState(.changed)]))
    #expect(bench.text.contains("file 1: unchanged (whole file)"))
    #expect(bench.text.contains("file 2: changed since it was scored"))
  }

  @Test("of another case are dropped when they come late")
  func late() {
    var bench = Self.open()
    bench.send(.filesChecked(caseID: "S-09", [SlideFileState(.changed)]))
    #expect(bench.state.reading?.files.isEmpty ?? false)
  }

  @Test("one that changed is not signed upon: no call, with what to do; to defer and to reject stay possible")
  func changed() {
    var bench = Bench.signing(Sketch.high)
    bench.send(.filesChecked(caseID: "S-12", [SlideFileState(.changed)]))
    #expect(bench.words.contains("S-12.svs changed since it was scored: put that file back, or score the case again."))
    bench.press("h", .enter)
    #expect(!bench.text.contains("Your passphrase"))
    #expect(bench.words.contains("d defers, r rejects."))
    bench.press("r", "1", .enter)
    #expect(bench.text.contains("Your passphrase"))
  }

  @Test("one that is gone is said in the panel and in the dialog, before any passphrase; the case can be put off")
  func gone() {
    var bench = Self.open()
    bench.send(.filesChecked(caseID: "S-12", [.gone]))
    #expect(bench.words.contains("file: gone: there is no file any more"))
    bench = Bench.signing(Sketch.high)
    bench.send(.filesChecked(caseID: "S-12", [.gone]))
    #expect(bench.words.contains("S-12.svs is gone since it was scored: put that file back. d defers, r rejects."))
    bench.press("h", .enter)
    #expect(!bench.text.contains("Your passphrase"))
    bench.press("r", "1", .enter)
    #expect(bench.text.contains("Your passphrase"))
  }

  @Test("one that changes while the passphrase is typed is not signed upon either")
  func changedLate() {
    var bench = Bench.signing(Sketch.high)
    bench.press("h", .enter)
    bench.type("pass")
    bench.send(.filesChecked(caseID: "S-12", [SlideFileState(.changed)]))
    bench.press(.enter)
    #expect(bench.lastChecked == nil)
    #expect(bench.words.contains("changed since it was scored"))
  }

  @Test("as they were found stand with the signature")
  func signed() throws {
    var signOff = try Sketch.signed(Sketch.confirmation, finding: Sketch.finding(.high))
    signOff.files = [SlideFileCheck(.whole)]
    var file = Sketch.high
    (file.status, file.signOff) = (.signed, signOff)
    #expect(Self.open(file).text.contains("files    unchanged (whole file)"))
  }
}
