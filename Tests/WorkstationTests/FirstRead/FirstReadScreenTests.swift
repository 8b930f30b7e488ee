import Casework
import Prognosis
import TerminalKit
import Testing

@testable import Workstation

@Suite("The first call of a case that is read blinded")
struct FirstReadScreenTests {
  private static let reader = "Dr Ada Example"

  /// ``Sketch/full`` as its reader is told of it.
  private static let blinded = blinded(Sketch.full)

  private static func blinded(_ file: CaseFile) -> CaseFile {
    var file = file
    file.ownProtocol = .blindedFirst
    return file.disclosed(to: .reviewer(reader))
  }

  /// The same once they gave their first call.
  private static let told: CaseFile = {
    var file = Sketch.full
    file.ownProtocol = .blindedFirst
    file.firstReads = [
      FirstRead(reviewer: reader, call: .unsure, confidence: .moderate, grade: 2, readAt: "2025-06-02T14:00:00Z")
    ]
    return file
  }()

  @Test("is asked for by the key to sign, in a dialog that tells nothing of the model")
  func dialog() {
    var bench = Bench.signing(Self.blinded)
    bench.press("u", "2", "g", "g")
    #expect(bench.lines.contains { $0.contains("╭─ First call S-12 ────") && $0.contains("── blinded first ─╮") })
    let dialog = bench.lines.compactMap { line in
      line.hasPrefix("││    ")
        ? String(line.dropFirst(6).prefix { $0 != "│" }.reversed().drop { $0 == " " }.reversed()) : nil
    }
    #expect(
      dialog == [
        "patient    P-17, 57 years, specimen B2-4", "slide      S-12.svs",
        "note       out of focus, ask for a new scan",
        "model      its call, heat map and comparators come after yours", "",
        "my call    h ○ HIGH    l ○ LOW    u ◉ UNSURE", "confidence 1 ○ low    2 ◉ moderate    3 ○ high",
        "grade      g Nottingham 2, my own", "", "A first call is kept in the ledger and never changed.",
      ])
  }

  @Test("is committed by Enter once call and confidence are given, and by nothing before")
  func commits() {
    var bench = Bench.signing(Self.blinded)
    bench.press(.enter)
    #expect(bench.words.contains("Give your first call"))
    bench.press("h", .enter)
    #expect(bench.words.contains("Say how sure you are"))
    bench.press("3", .enter)
    #expect(
      bench.take() == [
        .commitFirstRead(
          caseID: "S-12",
          FirstRead(reviewer: Self.reader, call: .high, confidence: .high, grade: nil, readAt: ""))
      ])
    bench.press("l", .enter)
    #expect(bench.take().isEmpty, "it is on its way")
  }

  @Test("is neither changed nor committed by something else that is typed, a passphrase above all")
  func otherKeys() {
    var bench = Bench.signing(Self.blinded)
    bench.press("l", "2")
    bench.wait(seconds: 2)
    bench.type("hull marsh 71")
    bench.press(.enter)
    #expect(!bench.take().contains { if case .commitFirstRead = $0 { true } else { false } })
    #expect(bench.words.contains("That is not a key here"))
    guard case .firstRead(let dialog) = bench.state.popup else { return #expect(Bool(false), "it is open") }
    #expect(dialog.call == .low && dialog.confidence == .moderate && dialog.grade == nil)
  }

  @Test("is not asked for any more where the case is set to be read open meanwhile")
  func opened() {
    var bench = Bench.signing(Self.blinded)
    bench.press("h")
    bench.send(.caseRead(Sketch.full))
    #expect(bench.state.popup == nil)
    #expect(bench.words.contains("no first call is asked for"))
  }

  @Test("claims the case, and closing the dialog gives it back")
  func claims() {
    var bench = Bench(cases: [Self.blinded])
    bench.press(.enter)
    bench.drawPictures()
    bench.press("s")
    #expect(bench.take().contains(.openReview(caseID: "S-12")))
    bench.press("h", "1", .escape)
    #expect(bench.state.popup == nil)
    #expect(bench.take().contains(.closeReview(caseID: "S-12")))
  }

  @Test("needs the file that was scored, unless the reader is unsure")
  func changedFile() {
    var bench = Bench.signing(Self.blinded)
    bench.send(.filesChecked(caseID: "S-12", [SlideFileState(.changed)]))
    bench.press("h", "2", .enter)
    #expect(bench.words.contains("S-12.svs changed since it was scored"))
    #expect(bench.words.contains("or score the case again. Or u: unsure."))
    #expect(bench.take().allSatisfy { if case .commitFirstRead = $0 { false } else { true } })
    bench.press("u", .enter)
    #expect(bench.take().contains { if case .commitFirstRead = $0 { true } else { false } })
  }

  @Test("needs the picture, unless the reader is unsure")
  func picture() {
    var bench = Bench(cases: [Self.blinded])
    bench.press(.enter)
    bench.press("s", "h", "2", .enter)
    #expect(bench.words.contains("was not on the screen"))
    bench.press("u", .enter)
    #expect(bench.take().contains { if case .commitFirstRead = $0 { true } else { false } })
  }

  @Test("typed ahead, or with Enter in one go, commits nothing")
  func typedAhead() {
    var bench = Bench(cases: [Self.blinded])
    bench.press(.enter)
    bench.drawPictures()
    bench.pressAtOnce("s", "h", "2", .enter)
    bench.look()
    bench.pressAtOnce("h", "2", .enter)
    #expect(bench.words.contains("Keys that came together were not taken"))
    #expect(!bench.take().contains { if case .commitFirstRead = $0 { true } else { false } })
  }

  @Test("shows all at once, in the dialog that signs, with what was said first; the tiles are asked for")
  func reveals() {
    var bench = Bench.signing(Self.blinded, rows: 30)
    bench.press("u", "2", .enter)
    _ = bench.take()
    bench.send(.firstCallCommitted(Self.told))
    bench.look()
    #expect(bench.text.contains("Sign off S-12"))
    #expect(bench.words.contains("first call unsure, confidence moderate, grade 2"))
    #expect(bench.words.contains("▲ HIGH 18.4 %"))
    #expect(bench.take().contains(.loadTiles(caseID: "S-12", resultFile: "/results/1.safetensors")))
    bench.press(.escape)
    #expect(bench.words.contains("▲ HIGH RISK"))
  }

  @Test("that the casebook does not take leaves the dialog as it was, and nothing is shown")
  func fails() {
    var bench = Bench.signing(Self.blinded)
    bench.press("u", "2", .enter)
    bench.send(.firstCallRefused(caseID: "S-12", Problem(title: "Not kept", detail: "busy", remedy: "Try again.")))
    bench.press(.enter)
    #expect(bench.text.contains("◉ UNSURE"))
    #expect(!bench.text.contains("18.4"))
  }

  @Test("a protocol that is set while the case is open takes the finding and its tiles off the screen")
  func setMeanwhile() {
    var bench = Bench.signing(Sketch.full)
    bench.send(.tilesLoaded(caseID: "S-12", Sketch.tiles), .caseRead(Self.blinded))
    bench.look()
    #expect(bench.state.popup == nil)
    #expect(!bench.text.contains("18.4"))
    bench.press("n")
    #expect(bench.state.notice == "The places of attention are withheld until your first call.")
  }
}

/// Every screen of the workstation, walked key by key.
@Suite("A case that is read blinded")
struct BlindedScreensTests {
  /// What of the model, and of a colleague, must be on no screen.
  private static let secrets = [
    "43.2", "34.6", "56.8", "planted", "▲", "◆", "NPI      ", "a colleague's answer", "top contributions",
    "highest 12 by",
  ]

  /// A case of which everything could tell.
  private static let file: CaseFile = {
    var finding = Sketch.finding(.high, 0.432, 0.346, 0.568, borderline: true)
    finding.contributions = [Contribution(name: "planted term", value: "planted", logHazard: 0.91)]
    finding.flags = [QualityFlag(kind: .pen, slide: "planted.svs")]
    var file = Sketch.file("S-30", received: "2025-05-20", .inReview, finding)
    file.record.clinical = ClinicalVariables(
      age: 50, grade: 2, tumourSizeMM: 20, positiveNodes: 2, ki67: 22, er: .positive, her2: .negative,
      menopausal: .premenopausal)
    file.signOff = SignOff(
      decision: .defer, finalCall: nil, reason: .deferral(.recut), comment: "planted", reviewer: "Planted Colleague",
      signedAt: "2025-06-01T10:00:00Z", meaning: .callDeferred, findingID: finding.id)
    file.firstReads = [
      FirstRead(reviewer: "Planted Colleague", call: .high, confidence: .high, readAt: "2025-06-01T10:00:00Z")
    ]
    file.opinions = [
      opinion(1, by: "Dr Ada Example", of: "Bo Lind", answer: "a colleague's answer"),
      opinion(2, by: "Bo Lind", of: "Dr Ada Example", answer: nil),
      opinion(3, by: "Planted Colleague", of: "Bo Lind", answer: "a colleague's answer"),
    ]
    return file
  }()

  /// A question; that of the third colleague is not for the reader.
  private static func opinion(_ number: Int, by asker: String, of colleague: String, answer: String?) -> SecondOpinion {
    let power = ObjectivePower(nearestTo: 20)
    var opinion = SecondOpinion(
      OpinionRequest(
        number: number, place: SlidePlace(caseID: "S-30", x: 100 * number, y: 100, power: power),
        question: number == 3 ? "planted?" : "Mitosis?", asker: asker, colleague: colleague,
        askedAt: "2025-06-01T10:00:00Z", entryDigest: "q"))
    opinion.answer = answer.map {
      OpinionAnswer(
        number: number, text: $0, call: .high, isBlinded: false, reviewer: colleague,
        answeredAt: "2025-06-01T11:00:00Z", to: "q")
    }
    return opinion
  }

  private static func blinded(to reader: String = "Dr Ada Example") -> CaseFile {
    var file = file
    file.ownProtocol = .blindedFirst
    return file.disclosed(to: .reviewer(reader))
  }

  /// All that is on the screens that the keys lead to.
  static func walk(_ file: CaseFile, columns: Int, rows: Int) -> [String] {
    var bench = Bench(
      columns: columns, rows: rows, cases: [file, Sketch.new],
      model: Sketch.summary(training: Sketch.training, curves: Sketch.curves))
    var screens: [String] = []
    func look(_ bench: inout Bench) {
      bench.send(.tilesLoaded(caseID: "S-30", file.finding == nil ? [] : Sketch.tiles))
      bench.drawPictures(note: file.finding == nil ? nil : "planted")
      // The theme picker shows a sample of every colour, whatever the case is.
      screens.append(bench.text.replacing("▲ HIGH  ▼ LOW  ◆ BORDERLINE", with: ""))
    }
    for command in QueueCommand.allCases where command != .leave && command != .open {
      bench.press(KeyMap.standard.queue.list.firstKey(of: command))
      look(&bench)
      if bench.state.queue.isSearching { bench.type("high"); look(&bench); bench.press(.escape) }
      leaveAll(&bench)
    }
    for key in ["?", ":", "t"] as [Key] {
      bench.press(key)
      look(&bench)
      leaveAll(&bench)
    }
    for command in CaseCommand.allCases where command != .back {
      open(&bench, "S-30")
      look(&bench)
      bench.press(KeyMap.standard.reading.firstKey(of: command))
      look(&bench)
      if command == .panelDown {
        // The tab of all that the panel has.
        bench.press(.backTab)
        for _ in 0..<16 {
          bench.press(KeyMap.standard.reading.firstKey(of: command))
          look(&bench)
        }
      }
      if bench.state.room == .gallery {
        for command in GalleryCommand.allCases where command != .close && command != .goThere {
          bench.press(KeyMap.standard.gallery.firstKey(of: command))
          look(&bench)
        }
      }
      if bench.state.modelScreen != nil {
        for command in ModelCommand.allCases where command != .back {
          bench.press(KeyMap.standard.model.firstKey(of: command))
          look(&bench)
        }
      }
      leaveAll(&bench)
    }
    for command in FirstReadCommand.allCases where command != .close {
      open(&bench, "S-30")
      bench.drawPictures()
      bench.press("s", KeyMap.standard.firstRead.firstKey(of: command))
      look(&bench)
      leaveAll(&bench)
    }
    for key in ["?", ":"] as [Key] {
      open(&bench, "S-30")
      bench.press(key)
      look(&bench)
      leaveAll(&bench)
    }
    return screens
  }

  private static func open(_ bench: inout Bench, _ id: String) {
    while let selected = bench.state.queue.selectedID, selected != id { bench.press("j") }
    if bench.state.reading == nil { bench.press(.enter) }
  }

  /// Back to the queue, whatever lies over it.
  private static func leaveAll(_ bench: inout Bench) {
    for _ in 0..<6 where bench.state.popup != nil || bench.state.problem != nil || bench.state.modelScreen != nil {
      bench.press(.escape)
    }
    for _ in 0..<3 where bench.state.reading != nil { bench.press(.escape) }
    if bench.state.queue.dialog != nil { bench.press(.escape) }
    while bench.state.queue.stage != .all { bench.press(.tab) }
    bench.press("g")
  }

  private static func found(_ screens: [String]) -> Set<String> {
    let lowered = Set(screens).map { $0.lowercased() }
    return Set(secrets.filter { secret in lowered.contains { $0.contains(secret.lowercased()) } })
  }

  @Test("tells its reader nothing before their first call, on any screen", arguments: [(80, 24), (120, 40), (200, 60)])
  func blinded(columns: Int, rows: Int) {
    let screens = Self.walk(Self.blinded(), columns: columns, rows: rows)
    let lowered = Set(screens).map { $0.lowercased() }
    for secret in Self.secrets {
      let leak = lowered.first { $0.contains(secret.lowercased()) }
      #expect(leak == nil, "\(secret) is on this screen:\n\(leak ?? "")")
    }
    #expect(screens.contains { $0.contains("withheld until your first call") })
    #expect(screens.contains { $0.contains("First call S-30") })
    #expect(screens.contains { $0.contains("Mitosis?") }, "the question is shown to whoever is asked")
    #expect(screens.contains { $0.contains("Answer question 2 on S-30") })
  }

  @Test("would be found out by that walk: read open, every secret is on some screen")
  func open() {
    let screens = [(80, 24), (200, 60)].flatMap { Self.walk(Self.file, columns: $0, rows: $1) }
    #expect(Self.found(screens) == Set(Self.secrets))
  }
}

extension KeyTable {
  /// The first key of a command.
  fileprivate func firstKey(of command: Command) -> Key { key(of: command) ?? .escape }
}
