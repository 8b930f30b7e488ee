import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("What comes after a signature, on the screen")
struct AmendScreenTests {
  /// Signed as low by its reader, where the model says high.
  private static func signed() throws -> CaseFile {
    var file = Sketch.high
    file.status = .signed
    file.signOff = try Sketch.signed(
      SignOffDraft(
        decision: .override, finalCall: .low, reason: .override(.histologyDisagrees), comment: "Tubular.",
        shown: .every), finding: Sketch.finding(.high))
    return file
  }

  private static func opened(
    _ file: CaseFile, columns: Int = 80, rows: Int = 24, idleLimit: Int? = nil
  ) -> Bench {
    var bench = Bench(columns: columns, rows: rows, cases: [file], idleLimit: idleLimit)
    bench.press(.enter)
    bench.drawPictures()
    _ = bench.take()
    return bench
  }

  private func signatures(_ bench: Bench) -> [SupplementDraft] {
    bench.effects.compactMap { if case .supplement(_, let draft, _) = $0 { draft } else { nil } }
  }

  @Test("no call is amended upon another file than was scored, unless it rests upon the newest finding")
  func changedFile() throws {
    var file = try Self.signed()
    file.newerFinding = Sketch.finding(.high)
    file.newerFinding?.id = "finding-2"
    var bench = Self.opened(file)
    bench.send(.filesChecked(caseID: "S-12", [SlideFileState(.changed)]))
    bench.press("e", "1", .enter, "h", .enter)
    #expect(bench.words.contains("S-12.svs changed since it was scored"))
    bench.press("f", "h", .enter)
    #expect(!bench.words.contains("S-12.svs changed since it was scored: put"))
    bench.type("Mitoses.")
    #expect(bench.words.contains("Mitoses."))
  }

  private static let digest = "9c41f07be2d8" + String(repeating: "0", count: 52)

  @Test("an amendment goes by class, reading, reason and who was told to the passphrase, and shows both readings")
  func amendment() throws {
    var bench = Self.opened(try Self.signed())
    bench.press("e")
    #expect(
      bench.lines.dropFirst(6).prefix(11).joined(separator: "\n") == """
        │╭─ Amend S-12 ───────────────────────────────────────────────────────────────╮│
        ││    patient    not named                                                    ││
        ││    slide      S-12.svs                                                     ││
        ││    stands     low, override · Dr Ada Example, 2025-06-02 14:00:00 UTC      ││
        ││    model      ▲ HIGH  the finding that was signed upon                     ││
        ││                                                                            ││
        ││  ▸ class      1 ○ misinterpretation  the slide was read as something else  ││
        ││               2 ○ misidentification  another patient's, or another place   ││
        ││               3 ○ specimen  lost, mixed up, too small, or another one      ││
        ││               4 ○ report defect  rightly read, and wrongly written down    ││
        ││                                                                            ││
        """)
    bench.press("1", .enter, "h", .enter)
    bench.type("Mitoses.")
    bench.press(.enter)
    bench.type("Dr Lee")
    bench.press(.enter)
    #expect(bench.text.contains("2025-06-02T14:00:00Z"), "the time is now, until another one is typed")
    bench.press(.enter)
    #expect(bench.text.contains("confirms the model's call"))
    #expect(bench.text.contains("told       Dr Lee, 2025-06-02 14:00:00 UTC"))
    #expect(bench.text.contains("I change what was signed before; that stays readable."))
    #expect(bench.words.contains("I do not say where the diagnosis was read; this signs no diagnosis."))
    bench.type("seven grey herons")
    #expect(!bench.text.contains("heron"))
    #expect(signatures(bench).isEmpty)
    bench.press(.enter)
    var reading = SignOffDraft(decision: .confirm, finalCall: .high, comment: "Mitoses.", shown: .every)
    reading.diagnosisRead = .notStated
    let draft = AmendmentDraft(
      kind: .misinterpretation, reading: reading, findingID: "finding-1",
      told: AmendmentNotice(person: "Dr Lee", at: "2025-06-02T14:00:00Z"), amends: Self.digest)
    #expect(
      bench.effects.last
        == .supplement(caseID: "S-12", .amendment(draft), passphrase: Passphrase("seven grey herons")))
    let signed = try Self.signed().supplement(
      .amendment(draft), reviewer: "Dr Ada Example", now: "2025-06-02T14:00:05Z")
    bench.send(.supplemented(caseID: "S-12", signed))
    #expect(bench.text.contains("✓ AMENDED 1  ▲ HIGH"))
    #expect(bench.text.contains("at       2025-06-02 14:00:05 UTC"))
    bench.press(.enter)
    #expect(bench.state.popup == nil)
    #expect(bench.state.reading?.file.standing?.finalCall == .high)
    bench.press(.escape)
    #expect(bench.text.contains("signed   ▲ HIGH  confirmed · Dr Ada Example · amended 1"))
    #expect(bench.state.queue.selected?.signOff?.finalCall == .low)
  }

  @Test("nobody was told before what is amended was signed: the dialog says when that was, and stays at the time")
  func toldEarlier() throws {
    var bench = Self.opened(try Self.signed())
    bench.press("e", "1", .enter, "h", .enter)
    bench.type("Mitoses.")
    bench.press(.enter)
    bench.type("Dr Lee")
    bench.press(.enter, .control("u"))
    bench.type("2025-06-02T13:59:59Z")
    bench.press(.enter)
    #expect(bench.words.contains("! Nobody can have been told before it was signed, at 2025-06-02T14:00:00Z."))
    #expect(!bench.text.contains("Your passphrase"))
  }

  @Test("an addendum is its text and the passphrase")
  func addendum() throws {
    var bench = Self.opened(try Self.signed())
    bench.press("d")
    #expect(bench.text.contains("Addendum to S-12"))
    bench.press(.enter)
    #expect(bench.text.contains("! Type what is added."))
    bench.type("ER 90 %")
    bench.press(.enter)
    bench.type("pass")
    bench.press(.enter)
    #expect(signatures(bench) == [.addendum(text: "ER 90 %", to: Self.digest)])
  }

  @Test("the panel shows amendment, addendum and the first signature, one below the other, and that it was re-scored")
  func panel() throws {
    var file = try Self.signed()
    file.newerFinding = Sketch.finding(.low)
    file.newerFinding?.id = "finding-2"
    file.newerFinding?.computedAt = "2025-06-03T08:00:00Z"
    file.take(
      try file.supplement(.addendum(text: "ER 90 %", to: Self.digest), reviewer: "Bo", now: "2025-06-02T15:00:00Z"))
    let draft = AmendmentDraft(
      kind: .specimen, reading: SignOffDraft(decision: .confirm, finalCall: .high, comment: "Block B."),
      findingID: "finding-1", amends: Self.digest)
    file.take(try file.supplement(.amendment(draft), reviewer: "Bo", now: "2025-06-02T16:00:00Z"))
    let bench = Self.opened(file, columns: 120, rows: 90)
    let order = [
      "re-scored since, 2025-06-03", "✓ AMENDED 1  ▲ HIGH", "class    specimen", "why      Block B.",
      "told     nobody yet", "at       2025-06-02 16:00:00 UTC", "✓ ADDENDUM 1", "ER 90 %", "✓ SIGNED  ▼ LOW",
      "by       Dr Ada Example", "d add  e amend",
    ]
    var rest = bench.text[...]
    for words in order {
      guard let found = rest.range(of: words) else {
        Issue.record("\(words) is not there, or not in its place")
        continue
      }
      rest = rest[found.upperBound...]
    }
  }

  @Test("the panel's history tells what put the case off before it was signed")
  func putOff() throws {
    var file = try Self.signed()
    var deferral = try #require(file.signOff)
    (deferral.decision, deferral.finalCall, deferral.reason) = (.defer, nil, .deferral(.recut))
    file.putOff = [deferral]
    let text = Self.opened(file, columns: 120, rows: 120).text
    #expect(text.contains("✓ SIGNED  ▼ LOW") && text.contains("… DEFERRED") && text.contains("reason   recut"))
  }

  @Test("the panel's history tells what became of the patient, the last outcome first")
  func outcomes() throws {
    var file = try Self.signed()
    file.outcomes = [(OutcomeEvent.freeOfRelapse, 700), (.metastaticRelapse, 812)].enumerated().map { index, outcome in
      RecordedOutcome(
        number: index + 1, event: outcome.0, days: outcome.1, source: .registry, comment: index == 0 ? "" : "bone",
        reviewer: "Quinn", recordedAt: "2031-01-01T00:00:00Z")
    }
    var rest = Self.opened(file, columns: 120, rows: 120).text[...]
    for words in [
      "✓ OUTCOME 2 OF 2, COUNTS", "metastatic relapse after 812", "comment  bone", "by       Quinn",
      "✓ OUTCOME 1 OF 2, REPLACED",
      "free of relapse after 700",
    ] {
      let found = try #require(rest.range(of: words), "\(words) is not there, or not in its place")
      rest = rest[found.upperBound...]
    }
  }

  @Test("a case that is not closed has neither")
  func open() {
    var bench = Self.opened(Sketch.high)
    for key in ["d", "e"] as [Key] {
      bench.press(key)
      #expect(bench.state.popup == nil)
      #expect(bench.lines[23].contains("Nothing is signed here yet"))
    }
  }

  @Test("the decision can stay as it stands, and upon the newer finding it is another act")
  func unchanged() throws {
    var file = try Self.signed()
    file.newerFinding = Sketch.finding(.low)
    file.newerFinding?.id = "finding-2"
    var bench = Self.opened(file)
    bench.press("e", "4", .enter, "u")
    #expect(bench.text.contains("overrides the model's call") && bench.text.contains("8 ▌histology disagrees"))
    bench.press("f")
    #expect(bench.text.contains("the newest finding") && bench.text.contains("nothing is chosen beforehand"))
    bench.press("u")
    #expect(bench.text.contains("confirms the model's call"))
    bench.press(.enter)
    bench.type("x")
    bench.press(.enter, .enter)
    bench.type("pass")
    bench.press(.enter)
    guard case .amendment(let draft)? = signatures(bench).first else {
      Issue.record("nothing was signed")
      return
    }
    #expect(draft.findingID == "finding-2" && draft.reading.finalCall == .low && draft.told == nil)
  }

  @Test("no paste signs, and nothing that was typed ahead or came together")
  func paste() throws {
    var bench = Self.opened(try Self.signed())
    bench.pressAtOnce("d", "x", .enter, "p", .enter)
    #expect(signatures(bench).isEmpty)
    bench.look()
    bench.send(.pasted("line\nline\n"))
    #expect(bench.text.contains("line line"))
    bench.pressAtOnce("y", .enter)
    bench.look()
    #expect(bench.text.contains("! Enter came together with other keys"))
    bench.press(.enter)
    bench.send(.pasted("pass\n"))
    #expect(bench.text.contains("! A passphrase is one line"))
    bench.send(.pasted("pass"))
    bench.pressAtOnce("w", .enter)
    #expect(signatures(bench).isEmpty)
    bench.look()
    bench.press(.enter)
    #expect(signatures(bench).count == 1)
  }

  @Test("a wrong passphrase leaves what was typed, and closing asks before it throws that away")
  func kept() throws {
    var bench = Self.opened(try Self.signed())
    bench.press("d")
    bench.type("ER 90 %")
    bench.press(.enter)
    bench.type("pass")
    bench.press(.enter)
    bench.send(.passphraseRefused(caseID: "S-12", "It does not open."))
    #expect(bench.text.contains("! It does not open.") && bench.text.contains("ER 90 %"))
    #expect(!bench.text.contains("••••"))
    bench.press(.escape)
    #expect(bench.text.contains("again throws away what was typed"))
    bench.press("x")
    #expect(bench.state.popup != nil)
    bench.press(.escape, .escape)
    #expect(bench.state.popup == nil)
  }

  @Test("behind the lock nothing of it is shown, and the passphrase that was typed is gone")
  func locked() throws {
    var bench = Self.opened(try Self.signed(), idleLimit: 60)
    bench.press("d")
    bench.type("ER 90 %")
    bench.press(.enter)
    bench.type("pass")
    bench.wait(seconds: 61)
    #expect(!bench.text.contains("ER 90 %") && !bench.text.contains("S-12"))
    bench.send(.unlocked)
    bench.look()
    #expect(bench.text.contains("ER 90 %") && !bench.text.contains("•"))
  }

  @Test("every command has a key at some step, and no key stands for two at one step")
  func keys() {
    let keys = KeyMap.standard.amend
    let steps = [keys.kind, keys.reading, keys.text, keys.passphrase, keys.signed]
    #expect(Set(steps.flatMap(\.bindings).map(\.command)) == Set(AmendCommand.allCases))
    for step in steps {
      let pressed = step.bindings.flatMap(\.keys)
      #expect(Set(pressed).count == pressed.count, "\(step.place)")
    }
    #expect(Set(keys.reasons).isDisjoint(with: keys.reading.bindings.flatMap(\.keys)))
    #expect(keys.classes.count == AmendmentClass.allCases.count)
  }
}
