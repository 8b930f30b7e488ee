import Casework
import Microscopy
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("A label that is not its case's, on the screen")
struct LabelScreenTests {
  private static let own = "Dr Ada Example"

  private static func check(_ text: String?) throws -> LabelCheck {
    LabelCheck(
      expected: try LabelPattern("{case}*").expectation(for: Sketch.high.record),
      found: text.flatMap { LabelText($0, property: "aperio.Barcode") })
  }

  /// ``Sketch/high``, whose scoring read `text`.
  private static func labelled(_ text: String? = "S-13 A") throws -> CaseFile {
    var file = Sketch.high
    file.finding?.labels = [try check(text)]
    return file
  }

  private static func resolution() throws -> LabelResolution {
    LabelResolution(
      slide: 0, slideDigest: nil, check: try check("S-13 A"), reason: .labelWrong, comment: "glued anew", reviewer: own,
      resolvedAt: "2025-06-02T13:00:00Z", entryDigest: "9c41f07be2d8")
  }

  private static func opened(_ file: CaseFile, columns: Int = 120, rows: Int = 40) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file])
    bench.press(.enter)
    bench.drawPictures()
    _ = bench.take()
    return bench
  }

  /// The panel's words, one blank between them.
  private static func panel(_ file: CaseFile) -> String {
    CasePanel(theme: .dark, file: file, slide: nil, model: nil, reader: own, scoring: "").parts(columns: 40).flatMap(
      \.lines
    ).map(\.text)
      .joined(separator: " ").split(separator: " ").joined(separator: " ")
  }

  private func drafts(_ bench: Bench) -> [LabelResolutionDraft] {
    bench.effects.compactMap { if case .resolveLabel(_, let draft, _) = $0 { draft } else { nil } }
  }

  // MARK: The panel

  @Test(
    "is told in one line of the panel, whatever it is",
    arguments: [("S-12 A", "matches"), (nil, "none in the file")])
  func line(text: String?, words: String) throws {
    let bench = Self.opened(try Self.labelled(text))
    #expect(bench.words.contains("label \(words)") && !bench.words.contains("v resolves it"))
  }

  @Test("stands with its two texts and the key that resolves it; resolved it stands in one line")
  func mismatch() throws {
    var file = try Self.labelled()
    let bench = Self.opened(file)
    #expect(bench.words.contains("label differs") && bench.lines.last?.contains("v label") == true)
    #expect(Self.panel(file).contains("! expected S-12*, the file says S-13 A"))
    #expect(bench.text.contains("v resolves it"))
    file.labelResolutions = [try Self.resolution()]
    let resolved = Self.opened(file)
    #expect(resolved.words.contains("label differs, resolved") && !resolved.text.contains("resolves it"))
    #expect(resolved.lines.last?.contains("v label") == false)
  }

  @Test("takes three lines however long its texts are, with what is left out marked", arguments: [30, 36, 60])
  func long(columns: Int) throws {
    var file = try Self.labelled("S-13 " + String(repeating: "ab cdefgh", count: 21) + " Z")
    file.record.slides.insert(Sketch.slide(String(repeating: "long", count: 12) + ".svs"), at: 0)
    for slides in [file.record.slides, [file.record.slides[0]]] {
      file.record.slides = slides
      let panel = CasePanel(theme: .dark, file: file, slide: nil, model: nil, reader: Self.own, scoring: "")
      let lines = panel.parts(columns: columns).flatMap(\.lines).map(\.text)
      let first = try #require(lines.firstIndex { $0.hasPrefix("! ") })
      let last = try #require(lines.firstIndex { $0.contains("v resolves it") })
      #expect(last - first <= 3 && lines[first..<last].contains { $0.contains("…") })
      let words = lines[first..<last].joined(separator: " ").split(separator: " ").joined(separator: " ")
      #expect(words.contains("expected S-12*, the file says S-13"))
    }
  }

  @Test("that was not checked is said at the end of the panel")
  func unchecked() {
    let panel = CasePanel(theme: .dark, file: Sketch.high, slide: nil, model: nil, reader: Self.own, scoring: "")
    let lines = panel.parts(columns: 40).flatMap(\.lines).map(\.text)
    #expect(lines.contains("label    not checked"))
    #expect(lines.firstIndex(of: "label    not checked") ?? 0 > lines.count / 2)
  }

  @Test("is shown of a case that is read blinded, too")
  func blinded() throws {
    var file = try Self.labelled()
    file.ownProtocol = .blindedFirst
    let bench = Self.opened(file.disclosed(to: .reviewer(Self.own)))
    #expect(bench.words.contains("label differs") && bench.text.contains("v resolves it"))
    #expect(!bench.text.contains("HIGH RISK"))
  }

  // MARK: Signing

  @Test("keeps the sign-off from going on, with the key that mends it; a rejection goes on")
  func blocks() throws {
    var bench = Bench.signing(try Self.labelled(), columns: 100, rows: 30)
    #expect(bench.words.contains("The label of S-12.svs is not this case's"))
    bench.press("h", .enter)
    #expect(bench.words.contains("close this, v resolves it") && !bench.text.contains("Your passphrase"))
    bench.press("r", "4")
    #expect(bench.text.contains("wrong slide"))
    bench.press(.enter)
    #expect(bench.text.contains("Your passphrase, then Enter, signs."))
  }

  @Test("lets the sign-off that is open go on once it is resolved")
  func unblocks() throws {
    var file = try Self.labelled()
    var bench = Bench.signing(file, columns: 100, rows: 30)
    bench.press("h", .enter)
    file.labelResolutions = [try Self.resolution()]
    bench.send(.caseRead(file))
    bench.press(.enter)
    #expect(bench.text.contains("Your passphrase, then Enter, signs."))
  }

  @Test("keeps an amendment from making a call")
  func amendment() throws {
    var file = try Self.labelled()
    let finding = try #require(file.finding)
    file.take(try Sketch.signed(Sketch.confirmation, finding: finding))
    var bench = Self.opened(file)
    bench.press("e", "1", .enter, "l", "8", .enter)
    #expect(bench.words.contains("The label of S-12.svs is not this case's"))
    bench.press("r", "4", .enter)
    #expect(bench.text.contains("▸ why"))
  }

  @Test("of a newer finding keeps an amendment upon that from making a call, and is resolved from the signed case")
  func amendmentUponNewer() throws {
    var file = try Self.labelled("S-12")
    file.take(try Sketch.signed(Sketch.confirmation, finding: try #require(file.finding)))
    file.newerFinding = Sketch.finding(.low)
    file.newerFinding?.id = "finding-2"
    file.newerFinding?.labels = [try Self.check("S-13 A")]
    var bench = Self.opened(file)
    bench.press("e", "1", .enter, "l", "8", .enter)
    #expect(bench.text.contains("▸ why"), "the older one is another slide's label")
    bench.press(.escape, .escape, "e", "1", .enter, "f", "l", .enter)
    #expect(bench.words.contains("The label of S-12.svs is not this case's"))
    bench.press(.escape, .escape, "v")
    #expect(bench.text.contains("Resolve the label of S-12") && bench.words.contains("found S-13 A"))
  }

  @Test("keeps no amendment from being signed where it is none any more by what was looked at when the case was read")
  func amendmentAfterCorrection() throws {
    var file = try Self.labelled()
    file.take(try Sketch.signed(Sketch.confirmation, finding: try #require(file.finding)))
    file.checkedLabels = [try Self.check("S-12")]
    var bench = Self.opened(file)
    bench.press("e", "1", .enter, "l", "8", .enter)
    bench.type("Counted again.")
    bench.press(.enter, .enter)
    bench.type("seven grey herons")
    bench.press(.enter)
    #expect(bench.effects.contains { if case .supplement = $0 { true } else { false } })
  }

  @Test("is named where it alone keeps an amendment from being signed")
  func amendmentRefused() throws {
    var file = try Self.labelled()
    file.take(try Sketch.signed(Sketch.confirmation, finding: try #require(file.finding)))
    var dialog = AmendState(.amendment, of: file)
    (dialog.kind, dialog.decision, dialog.ownCall) = (.misinterpretation, .override, .low)
    dialog.reason = .override(.histologyDisagrees)
    dialog.text = TextField("Counted again.", limit: SignOff.commentLimit)
    dialog.step = .passphrase
    let outcome = dialog.perform(.sign, DialogMoment(slides: .all, now: Sketch.now))
    #expect(outcome == nil)
    #expect(dialog.complaint?.contains("v resolves it") == true)
  }

  // MARK: The dialog

  @Test("is resolved by a reason, a comment and the passphrase")
  func resolves() throws {
    var bench = Self.opened(try Self.labelled(), columns: 80, rows: 24)
    bench.press("v")
    #expect(bench.text.contains("Resolve the label of S-12"))
    #expect(bench.effects.contains(.checkRight(caseID: "S-12", .sign)))
    #expect(bench.words.contains("expected S-12*, by the laboratory's pattern"))
    #expect(bench.words.contains("found S-13 A, in aperio.Barcode"))
    bench.press(.enter)
    #expect(bench.words.contains("! Choose why the slide may be read: 1 to 3."))
    bench.press("2")
    #expect(bench.text.contains("◉ the label is wrong, the slide is right"))
    bench.press(.enter)
    bench.type("glued anew")
    bench.press(.enter)
    #expect(bench.words.contains("The slide is this case's, although its label does not say what is expected."))
    bench.type("seven grey herons")
    #expect(!bench.text.contains("heron") && drafts(bench).isEmpty)
    bench.press(.enter)
    let draft = LabelResolutionDraft(
      slide: 0, slideDigest: nil, check: try Self.check("S-13 A"), reason: .labelWrong, comment: "glued anew")
    #expect(
      bench.effects.last
        == .resolveLabel(caseID: "S-12", draft, passphrase: Passphrase("seven grey herons")))
    bench.send(.labelResolved(caseID: "S-12", try Self.resolution()))
    #expect(bench.text.contains("It is in the ledger.") && bench.effects.contains(.readCase(caseID: "S-12")))
    bench.press(.enter)
    #expect(bench.state.popup == nil)
  }

  @Test("takes no key that was typed before it was painted, and no paste but text; a wrong passphrase signs nothing")
  func quiet() throws {
    var bench = Self.opened(try Self.labelled())
    bench.pressAtOnce("v", "2", .enter, .enter)
    #expect(bench.state.awaitsQuiet && bench.text.contains("○ the label is wrong"))
    bench.look()
    bench.press("2", .enter)
    bench.send(.pasted("glued\nanew"))
    bench.press(.enter)
    bench.type("wrong")
    bench.press(.enter)
    bench.send(.passphraseRefused(caseID: "S-12", "The passphrase does not open the key."))
    #expect(bench.words.contains("! The passphrase does not open the key."))
    bench.press(.enter)
    #expect(bench.words.contains("Type your passphrase, then Enter.") && drafts(bench).count == 1)
    #expect(drafts(bench).first?.comment == "glued anew")
    bench.send(.signingFailed(caseID: "S-12", Problem(title: "Not signed", detail: "busy", remedy: "again")))
    #expect(bench.text.contains("Not signed"))
  }

  @Test("is closed where its reader may not sign, before a passphrase is asked")
  func right() throws {
    var bench = Self.opened(try Self.labelled())
    bench.press("v")
    bench.send(.rightRefused(caseID: "S-12", Problem(title: "Not permitted", detail: "a resident", remedy: "ask")))
    #expect(bench.state.popup == nil && bench.text.contains("Not permitted"))
  }

  @Test("asks before it throws words away; there is none where nothing differs, or nothing is scored")
  func closes() throws {
    var bench = Self.opened(try Self.labelled())
    bench.press("v", "1", .enter)
    bench.type("smeared")
    bench.press(.escape)
    #expect(bench.words.contains("again throws away what was typed"))
    bench.press(.escape)
    #expect(bench.state.popup == nil)
    bench = Self.opened(try Self.labelled("S-12"))
    bench.press("v")
    #expect(bench.state.popup == nil && bench.words.contains("The label: matches. Nothing is to be resolved."))
    bench = Self.opened(Sketch.new)
    bench.press("v")
    #expect(bench.state.popup == nil && bench.words.contains("The label: not checked."))
  }

  @Test("is that of the slide that is looked at, else of the first")
  func slides() throws {
    var file = try Self.labelled()
    file.record.slides.append(Sketch.slide("second.svs"))
    file.finding?.labels = [try Self.check("S-12"), try Self.check("S-14")]
    #expect(Self.panel(file).contains("! second.svs: expected S-12*, the file says S-14"))
    var bench = Self.opened(file)
    bench.press("v")
    #expect(bench.words.contains("label of second.svs"))
    bench.press("q")
    file.finding?.labels = [try Self.check("S-13"), try Self.check("S-14")]
    bench = Self.opened(file)
    bench.press("w", "v")
    #expect(bench.words.contains("label of second.svs") && bench.words.contains("found S-14"))
  }

  @Test("has a key for every command, at some step")
  func keys() {
    let keys = KeyMap.standard.label
    let tables = [keys.reason, keys.text, keys.passphrase, keys.signed]
    #expect(Set(tables.flatMap(\.bindings).map(\.command)) == Set(LabelCommand.allCases))
    #expect(keys.reasons.count == LabelReason.allCases.count)
    for table in tables {
      let pressed = table.bindings.flatMap(\.keys)
      #expect(Set(pressed).count == pressed.count, "\(table.place)")
    }
  }
}
