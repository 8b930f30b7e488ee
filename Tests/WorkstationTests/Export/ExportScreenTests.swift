import Basics
import Casework
import Microscopy
import TerminalKit
import Testing

@testable import Workstation

@Suite("Exporting the open case")
struct ExportScreenTests {
  private static let pdf = WantedExport(caseID: "S-12", .pdf)

  private static func opened(_ file: CaseFile = Sketch.high, folder: String? = "/lab/reports") -> Bench {
    var bench = Bench(cases: [file])
    bench.state.take(exportsInto: folder)
    bench.press(.enter)
    bench.drawPictures()
    _ = bench.take()
    return bench
  }

  private static func signed() throws -> CaseFile {
    var file = Sketch.high
    file.status = .signed
    file.signOff = try Sketch.signed(Sketch.confirmation, finding: Sketch.finding(.high))
    return file
  }

  /// The signature of the open case can be withdrawn, and its dialog is open.
  private static func held() -> Bench {
    var bench = Bench.held(Sketch.high)
    bench.state.take(exportsInto: "/lab/reports")
    bench.look()
    return bench
  }

  private func exports(_ bench: Bench) -> [Effect] {
    bench.effects.filter { if case .export = $0 { true } else { false } }
  }

  private func isListed(_ bench: Bench) -> Bool {
    if case .exports? = bench.state.popup { true } else { false }
  }

  // MARK: The list

  @Test("E lists the formats by their keys, where the files go, what they tell, and how the case stands")
  func list() {
    var bench = Self.opened()
    bench.press("E")
    #expect(bench.text.contains("Export S-12"))
    for words in [
      "p PDF report", "w HTML report", "f FHIR bundle", "h HL7 message", "g QuPath GeoJSON", "i heat map",
      "s Sectra patches", "state not signed: the report says so", "tells the case's name, not the patient's",
      "into /lab/reports", "Esc close",
    ] {
      #expect(bench.words.contains(words), "\(words)\n\(bench.text)")
    }
    bench.press(.escape)
    #expect(!isListed(bench) && exports(bench).isEmpty && bench.text.contains("Finding"))
  }

  @Test("of a signed case the list says who signed it, and the last line offers it")
  func signedCase() throws {
    var bench = Self.opened(try Self.signed())
    #expect(bench.lines.last?.contains("E export") == true)
    bench.press("E")
    #expect(bench.words.contains("state signed by Dr Ada Example, 2025-06-02 14:00:00 UTC"))
    #expect(Self.opened().lines.last?.contains("E export") == false, "there is no result to file yet")
  }

  @Test("what a case cannot tell stands there with the reason, and its key makes nothing")
  func refused() throws {
    var file = Sketch.high
    file.ownProtocol = .blindedFirst
    var bench = Self.opened(file.disclosed(to: .reviewer("Dr Ada Example")))
    bench.press("E")
    #expect(bench.words.contains("g QuPath GeoJSON withheld until the case is signed"), "\(bench.text)")
    #expect(bench.words.contains("r DICOM structured report no slide of the case is DICOM"))
    #expect(bench.words.contains("not signed: the report says so; nothing of the model leaves"))
    bench.press("g")
    #expect(isListed(bench) && exports(bench).isEmpty)
    #expect(bench.words.contains("! No QuPath GeoJSON: withheld until the case is signed."))
    bench.press("p")
    #expect(exports(bench) == [Self.pdf.effect])
  }

  @Test("tiles leave of a scored case, as far as anybody may know it; DICOM of DICOM slides alone")
  func formats() {
    var file = Sketch.high
    let tiles: [ExportFormat] = [.geojson, .png, .sectra]
    #expect(tiles.allSatisfy { $0.refusal(of: file, isSigned: false) == nil })
    #expect(tiles.allSatisfy { $0.refusal(of: Sketch.new, isSigned: false) == "no model has scored the case" })
    #expect(ExportFormat.annotations.refusal(of: file, isSigned: false) == "no slide of the case is DICOM")
    file.record.slides = [Self.dicom]
    #expect(ExportFormat.allCases.allSatisfy { $0.refusal(of: file, isSigned: false) == nil })
    file.ownProtocol = .blindedFirst
    #expect(tiles.allSatisfy { $0.refusal(of: file, isSigned: false) == "withheld until the case is signed" })
    #expect(tiles.allSatisfy { $0.refusal(of: file, isSigned: true) == nil })
    #expect(ExportFormat.pdf.refusal(of: file, isSigned: false) == nil)
  }

  private static let dicom = CaseSlide(
    path: "/slides/S-12.dcm", size: PixelSize(width: 4000, height: 3000), mpp: Sketch.slide("").mpp, mppGiven: false,
    objective: 40, vendor: "dicom")

  @Test("where nothing makes files the key says so, and nothing offers it")
  func nothing() throws {
    var bench = Self.opened(try Self.signed(), folder: nil)
    #expect(bench.lines.last?.contains("export") == false)
    bench.press("E")
    #expect(bench.state.notice == "Nothing is exported from this screen." && bench.state.popup == nil)
  }

  @Test("a click on a format makes it, and one beside the list closes it")
  func clicks() {
    var bench = Self.opened()
    bench.press("E")
    bench.click(on: "p  PDF report")
    #expect(exports(bench) == [Self.pdf.effect] && isListed(bench))
    bench.click(0, 0)
    #expect(!isListed(bench))
  }

  // MARK: What is made

  @Test("two keys make the report of a signed case, and the last line says where it is")
  func twoKeys() throws {
    var bench = Self.opened(try Self.signed())
    bench.press("E", "p")
    #expect(exports(bench) == [Self.pdf.effect])
    #expect(bench.state.notice == "Making the PDF report of S-12 …")
    bench.send(.exportEnded(Self.pdf, .written(["/lab/reports/S-12.pdf", "/lab/reports/S-12.tlog-proof"])))
    #expect(bench.state.notice == "PDF report written: reports/S-12.pdf and its proof")
    #expect(bench.words.contains("written PDF report: /lab/reports/S-12.pdf and its proof"))
  }

  @Test("the list stays open, so that several formats are chosen one after the other, until Esc closes it")
  func staysOpen() {
    var bench = Self.opened()
    let html = WantedExport(caseID: "S-12", .html)
    bench.press("E", "p", "w")
    #expect(exports(bench) == [Self.pdf.effect, html.effect] && isListed(bench))
    #expect(bench.words.contains("now PDF report, HTML report"), "\(bench.text)")
    bench.press(.escape)
    #expect(!isListed(bench) && bench.text.contains("Finding"))
  }

  @Test("how the last ones ended stands in the list, as many as there is room for")
  func history() {
    var bench = Self.opened()
    for number in 1...8 { bench.send(.exportEnded(Self.pdf, .written(["/lab/reports/\(number).pdf"]))) }
    bench.press("E")
    func listed() -> [Int] { (1...8).filter { bench.text.contains("/lab/reports/\($0).pdf") } }
    #expect(listed().contains(8) && listed().count < 8, "\(bench.text)")
    bench.send(.resized(TerminalSize(columns: 200, rows: 60)))
    #expect(listed() == Array(1...8), "\(bench.text)")
  }

  @Test("what was made is told for eight seconds, though nobody types")
  func lapses() {
    var bench = Self.opened()
    bench.press("E", "p", .escape)
    bench.send(.exportEnded(Self.pdf, .written(["/lab/reports/S-12.pdf"])))
    bench.look()
    bench.wait(seconds: 7)
    #expect(bench.state.notice == "PDF report written: reports/S-12.pdf")
    bench.wait(seconds: 1)
    #expect(bench.state.notice == nil && bench.state.exports.isQuiet)
  }

  @Test("why one is not made is not displaced by what is made after it")
  func failureStands() {
    var bench = Self.opened()
    let html = WantedExport(caseID: "S-12", .html)
    bench.press("E", "p", "w")
    bench.send(.exportEnded(Self.pdf, .failed("the disk is full.")))
    bench.send(.exportEnded(html, .written(["/lab/reports/S-12.html"])))
    #expect(bench.state.notice == "No PDF report: the disk is full.")
  }

  @Test("a path that is too long for the last line loses its middle there, and stands whole in the list")
  func longPath() {
    var bench = Self.opened()
    let path = "/lab/reports/" + String(repeating: "long", count: 30) + ".pdf"
    bench.press("E", "p")
    bench.send(.exportEnded(Self.pdf, .written([path, path + ".tlog-proof"])))
    let notice = bench.state.notice ?? ""
    #expect(notice.hasPrefix("PDF report written: reports/long") && notice.hasSuffix("long.pdf and its proof"))
    #expect(notice.contains("…") && TextWidth.of(notice) <= 78)
    #expect(bench.text.filter { !$0.isWhitespace && !"│╭╮╰╯─".contains($0) }.contains(path), "\(bench.text)")
  }

  @Test("what could not be made is one sentence, which the list keeps")
  func failed() {
    var bench = Self.opened()
    bench.press("E", "p")
    bench.send(.exportEnded(Self.pdf, .failed("the disk is full.")))
    #expect(bench.state.notice == "No PDF report: the disk is full.")
    #expect(bench.words.contains("failed PDF report: the disk is full."))
  }

  @Test("several are made in their order, the last line says how many, and the newest end replaces the one before")
  func several() {
    var bench = Self.opened()
    let fhir = WantedExport(caseID: "S-12", .fhir)
    bench.press("E", "p", "f")
    #expect(exports(bench) == [Self.pdf.effect, fhir.effect])
    bench.press(.escape, "1")
    #expect(bench.lines.last?.contains("making PDF report of S-12 · 1 more") == true, "\(bench.text)")
    bench.send(.exportEnded(Self.pdf, .written(["/lab/reports/S-12.pdf"])))
    #expect(bench.state.notice == "PDF report written: reports/S-12.pdf")
    bench.send(.exportEnded(fhir, .written(["/lab/reports/S-12.json"])))
    #expect(bench.state.notice == "FHIR bundle written: reports/S-12.json")
    bench.press("1")
    bench.wait(seconds: 1)
    #expect(bench.state.notice == nil && bench.state.exports.isQuiet)
  }

  // MARK: Behind a signature

  @Test("chosen while a signature can be withdrawn, it is made once that is in the casebook")
  func behindSignature() throws {
    var bench = Self.held()
    #expect(bench.text.contains("E export"))
    bench.press("E")
    #expect(bench.words.contains("What you choose is made then."))
    bench.press("p")
    #expect(exports(bench).isEmpty && bench.lines.last?.hasSuffix("; then PDF report") == true, "\(bench.text)")
    bench.wait(seconds: 11)
    #expect(exports(bench).isEmpty)
    bench.send(
      .signed(caseID: "S-12", try Sketch.signed(Sketch.confirmation, finding: Sketch.finding(.high))))
    #expect(exports(bench) == [Self.pdf.effect])
  }

  @Test("of a signature that is withdrawn nothing is made")
  func withdrawn() throws {
    var bench = Self.held()
    bench.press("E", "p", "z")
    #expect(bench.state.exports.isQuiet)
    bench.wait(seconds: 11)
    #expect(exports(bench).isEmpty)
  }

  @Test("whoever has left is told what was signed and where the file lies")
  func parting() throws {
    var bench = Self.held()
    bench.press("E", "p", .control("c"))
    let signOff = try Sketch.signed(Sketch.confirmation, finding: Sketch.finding(.high))
    let end = bench.state.end(
      with: [
        .signed(caseID: "S-12", signOff),
        .exportEnded(Self.pdf, .written(["/lab/reports/S-12.pdf", "/lab/reports/S-12.tlog-proof"])),
      ])
    #expect(
      end.news == [
        "case S-12 is signed: \(signOff.outcome)",
        "PDF report of case S-12: /lab/reports/S-12.pdf and its proof",
      ] && end.unsigned.isEmpty)
  }

  @Test("a case that was put off offers the export in its last line")
  func deferred() throws {
    var file = Sketch.high
    file.status = .deferred
    #expect(Self.opened(file).lines.last?.contains("E export") == true)
  }

  @Test("a letter of an open case says in the queue that it is one, and another one that it does nothing")
  func inQueue() {
    var bench = Bench(cases: [Sketch.high])
    bench.press("E")
    #expect(bench.state.notice == "E is a key of an open case: Enter opens the selected one.")
    bench.press("%")
    #expect(bench.state.notice?.hasPrefix("% ") == true)
  }

  @Test("whoever leaves meanwhile has it made behind the signature")
  func leaving() throws {
    var bench = Self.held()
    bench.press("E", "p", .control("c"))
    let signed = try #require(bench.effects.firstIndex { if case .sign = $0 { true } else { false } })
    let exported = try #require(bench.effects.firstIndex(of: Self.pdf.effect))
    #expect(signed < exported && bench.effects.last == .quit)
  }

  @Test("once a signature is in the casebook, its dialog or the last line offers the report by its keys")
  func offered() throws {
    let signOff = try Sketch.signed(Sketch.confirmation, finding: Sketch.finding(.high))
    var bench = Self.held()
    bench.wait(seconds: 11)
    var closed = bench
    bench.send(.signed(caseID: "S-12", signOff))
    #expect(bench.text.contains("E p makes the PDF report.") && bench.state.notice == nil)
    bench.press("E", "p")
    #expect(exports(bench) == [Self.pdf.effect])
    closed.state.popup = nil
    closed.send(.signed(caseID: "S-12", signOff))
    #expect(closed.state.notice == "S-12 signed; E p makes the PDF report.")
  }

  @Test("the keys that a reader has chosen are named")
  func ownKeys() throws {
    var bench = Self.opened(try Self.signed())
    bench.state.take([KeyWish(file: "f", line: 1, place: "case", command: "export", keys: ["D"])])
    #expect(bench.state.reportKeys == "D p")
    bench.press("D")
    #expect(isListed(bench))
  }
}
