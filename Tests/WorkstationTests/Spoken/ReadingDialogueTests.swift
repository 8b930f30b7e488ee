import Casework
import Evaluation
import Prognosis
import Testing

@testable import Workstation

/// A dialogue under test: lines go in, what was said is kept, and the case is answered from what the test has.
private struct Talk {
  private(set) var dialogue: ReadingDialogue
  private(set) var lines: [String] = []
  private(set) var effects: [Effect] = []
  private var now = Sketch.now
  static let reader = "Dr Ada Example"

  /// The case is told, with its tiles where the finding is told.
  init(_ file: CaseFile, model: ModelSummary? = nil) {
    dialogue = ReadingDialogue(caseID: file.id, .init(reader: Self.reader, model: model))
    take(dialogue.begin(at: now))
    receive(.caseRead(file))
    if file.finding?.resultFile != nil { receive(.tilesLoaded(caseID: file.id, Sketch.tiles)) }
  }

  private mutating func take(_ telling: Telling) {
    lines += telling.lines
    effects += telling.effects
  }

  mutating func receive(_ action: Action) { take(dialogue.receive(action, at: now)) }

  /// Types lines; what was said before is forgotten.
  mutating func type(_ typed: String...) {
    (lines, effects) = ([], [])
    for line in typed {
      now += 2
      take(dialogue.hear(line, at: now))
    }
  }

  /// Takes the case up: it is the reader's.
  mutating func takeUp(_ file: CaseFile) {
    type("read")
    receive(.caseRead(file))
  }

  mutating func sign(_ words: String) { take(dialogue.take(Passphrase(words), at: now)) }

  mutating func wait(_ seconds: Int) {
    (lines, effects) = ([], [])
    now += seconds
    take(dialogue.tick(at: now))
  }

  var text: String { lines.joined(separator: "\n") }
}

@Suite("A reading line by line")
struct ReadingDialogueTests {
  /// ``Sketch/full`` as its reader is told of it before their first call.
  private static let blinded = blinded(Sketch.full)

  private static func blinded(_ file: CaseFile) -> CaseFile {
    var file = file
    file.ownProtocol = .blindedFirst
    return file.disclosed(to: .reviewer(Talk.reader))
  }

  private static let told: CaseFile = {
    var file = Sketch.full
    file.ownProtocol = .blindedFirst
    file.firstReads = [
      FirstRead(reviewer: Talk.reader, call: .low, confidence: .moderate, grade: 2, readAt: "2025-06-02T14:00:00Z")
    ]
    return file
  }()

  @Test("tells the case in whole phrases: patient, slide in mm, the call with its numbers, tiles as places in um")
  func tells() {
    let talk = Talk(Sketch.full)
    let wanted = [
      "Research use only, not a medical device.", "Case S-12, scored.", "Patient: P-17, 57 years.", "Specimen: B2-4.",
      "Note of the laboratory: out of focus, ask for a new scan", "Clinical data: age 57 years.",
      "The slide: S-12.svs, 10.0 mm wide and 7.5 mm high, aperio, 0.25 um per pixel, objective 40x.",
      "No picture of a slide is shown here: look at it on glass, or in the PACS.",
      "Tissue: 31.2 square millimetres, 41.6 % of what was scanned.", "Tiles: 480 of 480 were read.",
      "DEMO model: its calls mean nothing for a patient.", "The model's call: high risk.",
      "Probability of metastatic relapse within 5 years: 18.4 %; 95 % interval from 11.2 % to 28.9 %.",
      "Threshold: 5.0 %; from there on the call is high.", "The call rests on the slide and clinical data.",
      "Contribution of slide score, +0.80: raises the risk, log-hazard +0.82.",
      "Contribution of age, 57 y: lowers the risk, log-hazard -0.41.", "Flags: none.",
      "Attention tile 1 of 10: 2288 um from the left and 2056 um from the upper edge, attention 15.38 %, contribution "
        + "+0.060.",
    ]
    for line in wanted { #expect(talk.lines.contains(line), "\(line)\n\n\(talk.text)") }
    #expect(talk.lines.contains { $0.hasPrefix("The slide: tissue lies between 1.0 and 2.3 mm from the left edge") })
    #expect(talk.lines.last == "Type read to give your reading of it, quit to leave.")
    #expect(talk.lines.allSatisfy { line in line.allSatisfy { !("\u{2500}"..."\u{259F}").contains($0) } })
    #expect(
      talk.effects == [
        .readCase(caseID: "S-12"), .loadTiles(caseID: "S-12", resultFile: "/results/1.safetensors"),
      ])
  }

  @Test("of a finding without a call tells the reasons, and neither probability nor contributions")
  func noCall() {
    var file = Sketch.refused
    file.finding?.probability5y = 0.184
    file.finding?.contributions = [Contribution(name: "slide score", value: "+0.80", logHazard: 0.82)]
    var talk = Talk(file)
    #expect(talk.text.contains("The model makes no call, because of: too little tissue, bad quality."))
    #expect(!talk.text.contains("18.4") && !talk.text.contains("ontribution"), "\(talk.text)")
    talk.takeUp(file)
    talk.type("glass")
    #expect(talk.text.contains("5 acknowledge that the model makes no call"))
    talk.type("a", "", "")
    #expect(talk.text.contains("acknowledges that the model makes no call"), "\(talk.text)")
  }

  @Test("claims the case once the reader takes it up, and signs their own call after passphrase and ten seconds")
  func signs() {
    var talk = Talk(Sketch.full)
    talk.takeUp(Sketch.full)
    #expect(talk.effects.contains(.openReview(caseID: "S-12")))
    #expect(talk.lines.last == "Where do you look at the slide? Type 1 glass, 2 PACS, 3 not stated.")
    talk.type("PACS", "h")
    #expect(talk.text.contains("Your own Nottingham grade."), "the model says high, too: no reason is asked for")
    talk.type("3", "seen at the microscope")
    #expect(talk.lines.contains("high risk: confirms the model's call."), "\(talk.text)")
    #expect(talk.lines.contains("Comment: seen at the microscope"))
    let seen = "Seen on this screen: none of the 10 top contributions seen; 0 % of tissue at 5x or more."
    #expect(talk.lines.contains(seen), "\(talk.text)")
    #expect(talk.text.contains("Not shown here: S-12.svs. The diagnosis was read in the PACS"), "\(talk.text)")
    talk.type("sign")
    #expect(talk.dialogue.awaited == .passphrase(name: Talk.reader))
    talk.sign("pass")
    talk.receive(.passphraseAccepted(caseID: "S-12"))
    #expect(talk.lines.last?.contains("in 10 seconds; until then z and Enter withdraw it.") == true)
    #expect(!talk.effects.contains { if case .sign = $0 { true } else { false } })
    talk.wait(9)
    #expect(talk.effects.isEmpty)
    talk.wait(2)
    guard case .sign("S-12", "finding-1", let draft, _)? = talk.effects.first else {
      Issue.record("\(talk.effects)")
      return
    }
    #expect(draft.decision == .confirm && draft.finalCall == .high && draft.diagnosisRead == .pacs)
    #expect(draft.shown == .allBut(["S-12.svs"]) && draft.grade?.own == 3)
    guard case .record(let record)? = draft.reading else {
      Issue.record("no record")
      return
    }
    #expect(record.tissue?.percent == 0 && record.highest?.unseen == 10)
    #expect(record.layers.map(\.layer) == [.call, .clinicalValues, .comparators])
  }

  @Test("z within the time withdraws, and nothing is signed")
  func withdraws() {
    var talk = Talk(Sketch.full)
    talk.takeUp(Sketch.full)
    talk.type("glass", "high", "", "", "sign")
    talk.sign("pass")
    talk.receive(.passphraseAccepted(caseID: "S-12"))
    talk.type("z")
    #expect(talk.lines.first == "Withdrawn: nothing was signed. Your draft is kept.")
    talk.wait(30)
    #expect(talk.effects.isEmpty && talk.dialogue.unsigned.isEmpty)
  }

  @Test("against the model asks for a coded reason, by number, word or beginning")
  func overrides() {
    var talk = Talk(Sketch.full)
    talk.takeUp(Sketch.full)
    talk.type("glass", "low")
    #expect(talk.lines.contains("8 histology disagrees."), "\(talk.text)")
    talk.type("no such reason")
    #expect(talk.lines.first == "That is no answer here; help says what can be typed.")
    talk.type("hist", "-", "")
    #expect(talk.lines.contains("low risk: overrides the model's call."))
    #expect(talk.lines.contains("Reason: histology disagrees."), "\(talk.text)")
    talk.type("back", "back", "back", "back", "high", "", "")
    #expect(talk.lines.contains("high risk: confirms the model's call."))
    #expect(talk.lines.last == "Type sign to go on to the passphrase, or back.")
  }

  @Test("defers without a slide that was looked at, and asks for where before any call")
  func defers() {
    var talk = Talk(Sketch.full)
    talk.takeUp(Sketch.full)
    talk.type("not stated", "high")
    #expect(talk.text.contains("a call needs a slide that was looked at on glass or in the PACS"))
    talk.type("", "defer", "rescan", "", "sign")
    #expect(talk.dialogue.awaited == .passphrase(name: Talk.reader), "\(talk.text)")
    talk.sign("pass")
    guard case .checkPassphrase("S-12", let draft, _)? = talk.effects.last else {
      Issue.record("\(talk.effects)")
      return
    }
    #expect(draft.decision == .defer && draft.finalCall == nil && draft.reason?.label == "rescan")
    #expect(draft.diagnosisRead == .notStated)
  }

  @Test("read again, nothing that was said of the case is told, before the call or after it, and that is all")
  func readAgain() throws {
    var signed = Sketch.full
    (signed.signOff, signed.status) = (
      try Sketch.signed(Sketch.confirmation, finding: try #require(signed.finding)), .signed
    )
    let again = signed.disclosed(to: .repeating(Talk.reader))
    var talk = Talk(again)
    var heard = talk.lines
    talk.takeUp(again)
    heard += talk.lines
    talk.type("help", "glass", "low", "2", "-")
    heard += talk.lines
    #expect(talk.text.contains("Your call: low, confidence moderate."), "\(talk.text)")
    talk.type("commit")
    #expect(
      talk.effects == [
        .repeatReading(caseID: "S-12", RepeatDraft(call: .low, confidence: .moderate, diagnosisRead: .glass))
      ])
    var kept = again
    kept.status = .signed
    talk.receive(.firstCallCommitted(kept))
    heard += talk.lines
    #expect(talk.dialogue.awaited == .nothing && talk.text.contains("Case S-12 is read again"), "\(talk.text)")
    #expect(heard.contains { $0.contains("validates no viewer and no model") })
    for secret in ["18.4", "high risk", "first call", "Signed by"] {
      #expect(!heard.contains { $0.contains(secret) }, "\(secret)")
    }
  }

  @Test("read blinded first, nothing of the model is told before the first call, whatever is typed")
  func blindedFirst() {
    let secrets = ["18.4", "11.2", "high risk", "log-hazard", "Attention tile", "Threshold", "no value"]
    var talk = Talk(Self.blinded)
    var heard = talk.lines
    #expect(talk.text.contains("The model's call is withheld until your first call"), "\(talk.text)")
    talk.takeUp(Self.blinded)
    heard += talk.lines
    talk.type("help", "case", "back", "again", "glass", "low", "2", "3", "back", "case", "2")
    heard += talk.lines
    for secret in secrets { #expect(!heard.contains { $0.contains(secret) }, "\(secret)") }
    #expect(talk.text.contains("Your first call: low, confidence moderate, grade 2."), "\(talk.text)")
    #expect(talk.effects.isEmpty)
    talk.type("commit")
    #expect(
      talk.effects == [
        .commitFirstRead(
          caseID: "S-12", FirstRead(reviewer: Talk.reader, call: .low, confidence: .moderate, grade: 2, readAt: ""))
      ])
    talk.receive(.firstCallCommitted(Self.told))
    talk.receive(.tilesLoaded(caseID: "S-12", Sketch.tiles))
    #expect(talk.text.contains("The model's call: high risk.") && talk.text.contains("18.4 %"))
    #expect(!talk.text.contains("Patient:"), "what was told before is not told again")
    #expect(talk.effects.contains(.checkRight(caseID: "S-12", .sign)))
    talk.type("low", "hist", "", "")
    #expect(talk.lines.contains("low risk: overrides the model's call."), "\(talk.text)")
    #expect(talk.text.contains("Grade: own 2"))
  }

  @Test("a first call of high or low needs a slide that was looked at, unsure needs none")
  func firstCallWithoutSlide() {
    var talk = Talk(Self.blinded)
    talk.takeUp(Self.blinded)
    talk.type("not stated", "high")
    #expect(talk.lines.last?.contains("Type unsure, or back") == true)
    talk.type("unsure")
    #expect(talk.lines.first == "How sure are you of it? Type 1 low, 2 moderate, 3 high.")
  }

  @Test("whoever may not sign hears why before a passphrase is asked for, and claims nothing")
  func rights() {
    let roster = Roster([
      Reviewer(
        name: Talk.reader, role: .resident, publicKey: [], fingerprint: "a", standing: .active, admittedBy: "Ann",
        admittedAt: "2025-01-01T00:00:00Z", sealedDigest: "", admitted: 2, sequence: 2)
    ])
    var talk = Talk(Sketch.full.disclosed(to: .reviewer(Talk.reader), among: roster))
    talk.type("read")
    #expect(talk.effects == [.checkRight(caseID: "S-12", .sign)])
    talk.receive(
      .rightRefused(
        caseID: "S-12", Problem(title: "You cannot sign this", detail: "a resident signs no case", remedy: "Look.")))
    #expect(talk.lines.contains("a resident signs no case") && talk.lines.last == "Type quit to leave.")
    talk.type("read")
    #expect(talk.effects.isEmpty)
  }

  @Test("quit keeps the draft and gives the case back, and the next reading begins with it")
  func quits() {
    var talk = Talk(Sketch.full)
    talk.takeUp(Sketch.full)
    talk.type("glass", "low", "8")
    talk.type("quit")
    #expect(talk.lines == ["Left; nothing was signed, and your draft is kept."])
    #expect(talk.effects == [.closeReview(caseID: "S-12"), .leaveFiles] && talk.dialogue.awaited == .nothing)
    var file = Sketch.full
    file.draft = SignOffDraft(decision: .override, finalCall: .low, reason: .override(.histologyDisagrees))
    file.draft?.diagnosisRead = .thisScreen
    talk = Talk(file)
    #expect(talk.text.contains("Your draft, to override, is kept; it is not signed."))
    talk.takeUp(file)
    #expect(!talk.text.contains("So far"), "that a slide was on another screen says nothing of this reading")
    talk.type("glass")
    #expect(talk.lines.contains("So far: low risk: overrides the model's call. An empty line keeps it."))
  }

  @Test("what a wrong passphrase leaves is the summary and the draft; an input that ends signs nothing that is held")
  func refusals() {
    var talk = Talk(Sketch.full)
    talk.takeUp(Sketch.full)
    talk.type("glass", "high", "", "", "sign")
    talk.sign("wrong")
    talk.receive(.passphraseRefused(caseID: "S-12", "the passphrase opens no key"))
    #expect(talk.lines.contains("the passphrase opens no key"))
    #expect(talk.lines.last == "Type sign to go on to the passphrase, or back." && talk.dialogue.awaited == .line)
    talk.type("sign")
    talk.sign("pass")
    talk.receive(.passphraseAccepted(caseID: "S-12"))
    var dialogue = talk.dialogue
    let telling = dialogue.hangUp(at: Sketch.now + 60)
    #expect(!telling.effects.contains { if case .sign = $0 { true } else { false } })
    #expect(dialogue.unsigned.map(\.reason) == [.ended] && dialogue.awaited == .nothing)
  }

  @Test("a case that is closed, not scored, or read by a colleague is only told")
  func looksOnly() {
    var signed = Sketch.full
    signed.status = .signed
    var taken = Sketch.full
    taken.claim = ReadingClaim(
      reviewer: "Bo Lind", since: "2025-06-02T14:00:00Z", until: "2025-06-02T14:15:00Z")
    for (file, words) in [(signed, "closed"), (Sketch.new, "not scored"), (taken, "Bo Lind reads this case")] {
      var talk = Talk(file)
      #expect(talk.lines.dropLast().last?.contains(words) == true, "\(talk.text)")
      talk.type("read")
      #expect(talk.effects.isEmpty)
    }
  }

  @Test("report tells the command that makes the report, whole on a line of its own; a closed case offers it")
  func report() {
    var signed = Sketch.full
    signed.status = .signed
    var talk = Talk(signed)
    #expect(talk.lines.last == "Type report for the command that makes its PDF report, quit to leave.")
    talk.type("report")
    #expect(talk.lines.contains("coverslip report S-12 --format pdf"), "\(talk.text)")
  }
}

@Suite("The queue line by line")
struct SpokenQueueTests {
  @Test("numbers the cases, with what may be told of each, and opens one by number or name")
  func rows() {
    var blinded = Sketch.low
    blinded.ownProtocol = .blindedFirst
    let files = [Sketch.high, blinded.disclosed(to: .reviewer("Dr Ada Example")), Sketch.new]
    var queue = SpokenQueue(casebook: nil)
    guard case .listCases(let request)? = queue.begin().effects.first else {
      Issue.record("nothing was asked for")
      return
    }
    let window = CaseWindow(of: files, request.query, at: request.anchor, limit: request.limit, entry: 1)
    let lines = queue.receive(.casesListed(request, window)).lines
    #expect(lines.contains("3 cases to do, longest waiting first."))
    #expect(
      lines.contains("2: case S-12, scored, received 2025-05-20, 1 slide, DEMO model, high risk, 18.4 %."), "\(lines)")
    #expect(
      lines.contains(
        "1: case S-09, scored, received 2025-05-14, 1 slide, the model's call is withheld until your first call."))
    #expect(lines.last == "Type the number of a case, or quit.")
    let choices = ["2", "S-21", "quit", ""].map { queue.hear($0).choice }
    #expect(choices == [.open("S-12"), .open("S-21"), .leave, nil])
  }
}
