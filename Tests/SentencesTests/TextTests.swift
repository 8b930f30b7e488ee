import Basics
import Casework
import Foundation
import Microscopy
import NeuralNetworks
import Prognosis
import SurvivalStatistics
import Tables
import Tensors
import TerminalKit
import Testing

@testable import Evaluation
@testable import Sentences
@testable import SlideReading
@testable import UseCases

/// A case with a finding and a signature.
private enum Example {
  static func record(_ id: String = "S26-1", slides: Int = 1) throws -> Case {
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.5))
    let slide = CaseSlide(
      path: "/slides/A.svs", size: PixelSize(width: 2220, height: 2967), mpp: mpp, mppGiven: true, objective: 20,
      vendor: "aperio")
    return Case(
      id: id, received: "2026-11-02", slides: [CaseSlide](repeating: slide, count: slides),
      clinical: ClinicalVariables(age: 61.5, grade: 2, tumourSizeMM: 18, positiveNodes: 1, ki67: 22.5, er: .positive))
  }

  static func finding(call: Call = .high, flags: [QualityFlag] = []) -> Finding {
    var finding = Finding(
      id: "f",
      model: ModelIdentity(
        name: "demonstration", version: "1", digest: "0123456789abcdef", demonstration: true, threshold: 0.05),
      software: "test", computedAt: "2026-11-02T10:00:00Z", tiles: 812, tilesAvailable: 900, tissueMM2: 11.3,
      basis: .slideAndClinical, missing: ["ki67"], probability5y: 0.063,
      interval: ProbabilityInterval(lower: 0.03, upper: 0.12), call: call, borderline: call == .high,
      reasons: call == .noCall ? [.badQuality] : [], flags: flags)
    finding.encoder = "phikon"
    finding.precision = "bf16"
    return finding
  }

  static let pen = QualityFlag(
    kind: .pen, details: [QualityDetail(.measured, 0.0914), QualityDetail(.limit, 0.01)], slide: "A.svs")

  static let signOff = SignOff(
    decision: .override, finalCall: .low, reason: .override(.other), comment: "seen twice", reviewer: "Ann Rey",
    signedAt: "2026-11-02T11:00:00Z", meaning: SignatureMeaning(of: .override), findingID: "f", entryDigest: "ab12")
}

@Suite("A case as text")
struct CaseTextTests {
  @Test("tells of the slides, the signature and the finding, a line each")
  func signed() throws {
    let file = CaseFile(
      record: try Example.record(), status: .signed, finding: Example.finding(flags: [Example.pen]),
      signOff: Example.signOff)
    #expect(
      CaseText(file).text == """
        Case S26-1   signed
          slide    /slides/A.svs   2220 x 2967 px, 0.5 um/px (given), aperio
          label    not checked
          signed   LOW override, other
          by       Ann Rey, 2026-11-02T11:00:00Z
          comment  seen twice
          meaning  I reviewed the model's result; my own call stands in its place. The diagnosis was read where it \
        was read; this does not sign it.
          entry    ab12
          model    DEMO demonstration 1  0123456789ab
          call     HIGH borderline   5-year risk 6.3 % (3.0-12.0)
          tiles    812 of 900, 11.3 mm² of tissue
          encoder  phikon, bf16
          colour   raw pixels
          basis    slide+clinical; missing: ki67
          flag     pen: Pen or black marks cover 9.1 % of the marked and the stained area together, more than \
        1.0 %; they are left out.

        Research use only, not a medical device.
        """)
  }

  @Test("tells the risk at ten years beside that at five, where the model tells it")
  func tenYears() throws {
    var finding = Example.finding()
    (finding.probability10y, finding.interval10y) = (0.125, ProbabilityInterval(lower: 0.07, upper: 0.25))
    let text = { CaseText(CaseFile(record: try Example.record(), status: .scored, finding: $0)).text }
    #expect(
      try text(finding).contains(
        "  call     HIGH borderline   5-year risk 6.3 % (3.0-12.0)   10-year risk 12.5 % (7.0-25.0)\n"))
    finding.call = .noCall
    #expect(try !text(finding).contains("10-year"))
  }

  @Test("of which nothing is known yet is its slides")
  func new() throws {
    #expect(
      CaseText(CaseFile(record: try Example.record(), status: .new)).text == """
        Case S26-1   new
          slide    /slides/A.svs   2220 x 2967 px, 0.5 um/px (given), aperio
          label    not checked

        Research use only, not a medical device.
        """)
  }

  @Test("without a call has its reasons and no number")
  func noCall() {
    let finding = Example.finding(call: .noCall)
    #expect(Words.call(finding) == "no call" && Words.risk(finding) == "-")
    #expect(Words.riskOrReasons(finding) == "bad quality")
    #expect(Words.call(nil) == "-" && Words.risk(nil) == "-" && Words.finalCall(nil) == "-")
  }

  @Test("in a queue is a row as wide as the widest cell")
  func queue() throws {
    var table = QueueTable()
    table.add(CaseFile(record: try Example.record("A-long-name", slides: 2), status: .new))
    table.add(
      CaseFile(
        record: try Example.record("B"), status: .signed, finding: Example.finding(flags: [Example.pen, Example.pen]),
        signOff: Example.signOff))
    #expect(
      table.text == """
        CASE         RECEIVED    SLIDES  STATUS  FINAL CALL    SIGNED BY  MODEL'S CALL     MODEL'S 5-YEAR RISK  FLAGS
        A-long-name  2026-11-02  2       new     -             -          -                -
        B            2026-11-02  1       signed  LOW override  Ann Rey    HIGH borderline  6.3 % (3.0-12.0)     pen

        DEMO model: its calls mean nothing for a patient. Research use only, not a medical device.
        """)
    #expect(QueueTable().text.hasSuffix("\n\nResearch use only, not a medical device."))
    #expect(!QueueTable().text.contains("DEMO"))
  }

  @Test("in a queue has the columns that are asked for, in their order")
  func columns() throws {
    var record = try Example.record("B")
    (record.received, record.clinical.grade) = ("2026-11-02", 2)
    // 2026-11-05.
    var table = QueueTable([.status, .name, .waiting, .grade, .interval, .disagreement], now: 1_793_836_800)
    table.add(CaseFile(record: record, status: .scored, finding: Example.finding(flags: [])))
    let lines = table.text.split(separator: "\n")
    #expect(lines[0] == "STATUS  CASE  WAITING  GRADE  95 % INTERVAL  DISAGREEMENT")
    #expect(lines[1] == "scored  B     3d       2      3.0-12.0 %     borderline")
  }

  @Test("in a run that went wrong is told with what was wrong, and the run has an exit code")
  func summary() {
    var summary = ScoreCases.Summary()
    summary.scored = 3
    #expect(summary.problems.isEmpty && summary.exit == nil)
    #expect(summary.line(of: 4) == "scored 3 of 4 cases")
    let flag = QualityFlag(
      kind: .unreadableTissue,
      details: [QualityDetail(.text, "A third of the tissue cannot be read.")], slide: "A.svs")
    summary.unreadable = [("A", Example.finding(call: .noCall, flags: [flag, Example.pen]))]
    #expect(summary.line(of: 4) == "scored 3 of 4 cases, 1 of them without a call: unreadable tissue")
    #expect(
      summary.problems == [
        CommandFailure(
          .badData, "case A: no call, unreadable tissue: A.svs: A third of the tissue cannot be read.")
      ])
    #expect(summary.exit == .badData)
    summary.failures = [.init(caseID: "B", cause: CaseStoreFailure.unavailable(.busy(path: "c")))]
    #expect(summary.problems.count == 2 && summary.exit == .tryAgain)
  }

  @Test("among its comparators is told with what each lacks")
  func comparators() throws {
    let lines = ComparatorText(try Example.record()).text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "Case S26-1   comparators, not blended into the call")
    #expect(lines.last == "Research use only, not a medical device.")
    // Nottingham prognostic index: 0.2 x 1.8 cm + grade 2 + 2 for one to three nodes = 4.36.
    let index = try #require(lines.first { $0.contains("Nottingham") })
    #expect(index.contains("4.36"), "\(index)")
    let magee = try #require(lines.first { $0.contains("Magee") })
    #expect(magee.contains("-  "), "\(magee)")
    #expect(lines.contains { $0.hasSuffix("alive at 5, 10, 15 years, surgery alone") })
  }
}

@Suite("A bundle as text")
struct BundleTextTests {
  private static let path = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../Sources/coverslip/Resources/demonstration").standardized.path

  @Test("tells what it is, what it was trained on, and what was measured of whom")
  func shipped() throws {
    let bundle = try ModelBundle.load(Self.path)
    let lines = BundleText(bundle).text.components(separatedBy: "\n")
    #expect(lines[0] == "DEMO demonstration 1   \(bundle.digest)")
    #expect(lines[1].hasSuffix("Research use only, not a medical device."))
    #expect(lines[2] == "  encoder      morphometry, 66 features, 224 px at 0.5 um/px")
    #expect(lines[3] == "  aggregator   gated-attention-mil, 10 networks")
    #expect(lines[4].hasPrefix("  combined     slide score, grade3, ageDecades, "))
    #expect(lines[5] == "  high         from 5 % within 5 years")
    #expect(
      lines[6] == "  10 years     told beside the call, which stays on 5 years, as do the card's figures; 258 of 1500 "
        + "patients at risk at 10 years")
    #expect(lines[7].hasPrefix("  training     1500 simulated patients, ") && lines[7].hasSuffix(" tiles, seed 1"))
    #expect(lines[8] == "  plan         nested cross-validation, 5 folds of 3 inner folds, 2 networks a fold")
    #expect(
      lines[9].hasPrefix(
        "  recipe 1     attention, cox, 12 components, 16 units, adamw at 0.003 constant, weight decay 5.0, dropout "
          + "0.5, at most 200 epochs; chosen in "))
    #expect(lines.contains("  threshold    given"))
    #expect(lines.contains { $0.hasPrefix("  table        cohort.csv, time in years, a relapse is 1; ") })
    #expect(lines.contains { $0.hasPrefix("               c-index, slide score ") })
    #expect(lines.suffix(2) == ["", "Research use only, not a medical device."])
    let bases = lines.filter { $0.hasPrefix("  measured     ") }
    #expect(zip(bases, bases.dropFirst()).allSatisfy { $0 != $1 }, "a basis is said once for all its figures")
  }

  @Test("its parts are named in a few words")
  func words() throws {
    let card = try ModelBundle.load(Self.path).card
    #expect(card.encoder.words == "morphometry, 66 features, tiles of 224 px at 0.5 µm/px")
    #expect(card.networkWords == "gated-attention-mil, 10 networks")
    #expect(
      card.combined.slideOnly.words.hasPrefix("slide score; fitted on 1500 patients, "),
      "\(card.combined.slideOnly.words)")
    var plan = TrainingPlan()
    (plan.innerFolds, plan.networks) = (0, 1)
    #expect(plan.words == "cross-validation, 5 folds, 1 network a fold")
    (plan.innerFolds, plan.repeats) = (2, 3)
    #expect(plan.words == "nested cross-validation, 5 folds of 2 inner folds, 3 rounds, 1 network a fold")
  }
}

@Suite("What the doctor finds, as text")
struct DoctorTextTests {
  private struct Odd: Error, CustomStringConvertible { let description = "odd" }

  private static let model = ModelIdentity(
    name: "small", version: "2", digest: "ab", demonstration: true, threshold: 0.05)

  @Test(
    "is a line where all is well",
    arguments: [
      (
        .terminal(name: "xterm", TerminalSize(columns: 100, rows: 30)), "ok    terminal   xterm, 100 x 30"
      ),
      (
        .terminal(name: nil, TerminalSize(columns: 80, rows: 24)), "ok    terminal   TERM is not set, 80 x 24"
      ),
      (.terminal(name: "xterm", nil), "ok    terminal   stdout is no terminal; review needs one"),
      (.colours(TerminalKnowledge(environment: ["TERM": "xterm-direct"])), "ok    colours    truecolor, guessed"),
      (.encoding(locale: "de_DE.utf8"), "ok    encoding   de_DE.utf8"),
      (.model(.success(model)), "ok    model      DEMO small 2, every digest holds"),
      (
        .decoders(.success(DecoderReport(right: ["JPEG"], wrong: [], refused: [], wrongWhereTilesOverhang: []))),
        "ok    decoders   right: JPEG"
      ),
      (.casebook(path: "c", .success(nil)), "ok    casebook   c: none yet; coverslip add makes it"),
      (
        .casebook(path: "c", .success(.intact(entries: 3, head: "ab"))),
        "ok    casebook   c: intact: 3 entries, head ab"
      ),
      (.profiles(.success("Little CMS 2.14")), "ok    profiles   Little CMS 2.14"),
      (
        .profiles(.failure(Odd())),
        "ok    profiles   slides show as scanned: ICC profiles need Little CMS, Debian's liblcms2-2"
      ),
      (.settings(.success([])), "ok    settings   none beside the casebook"),
      (.settings(.success(["c.reading.toml", "c.x.toml"])), "ok    settings   c.reading.toml, c.x.toml"),
      (.themes(["dark", "light"], mistakes: []), "ok    themes     dark, light"),
    ] as [(Doctor.Finding, String)])
  func well(finding: Doctor.Finding, line: String) {
    #expect(finding.works)
    #expect(finding.line == line)
  }

  @Test(
    "has what to do below it where it is not",
    arguments: [
      (
        .terminal(name: "xterm", TerminalSize(columns: 79, rows: 24)),
        "FAIL  terminal   xterm, 79 x 24\n      -> review needs 80 x 24; enlarge the window"
      ),
      (
        .encoding(locale: nil),
        "FAIL  encoding   no locale is set\n      -> block characters need UTF-8: export LANG=C.UTF-8"
      ),
      (.slides(.failure(Odd())), "FAIL  slides     no slide can be read\n      -> odd"),
      (.decoders(.failure(Odd())), "FAIL  decoders   no slide can be read\n      -> odd"),
      (
        .decoders(.success(DecoderReport(right: [], wrong: ["LZW"], refused: [], wrongWhereTilesOverhang: []))),
        "FAIL  decoders   WRONG: LZW\n      -> do not score slides of these compressions; install OpenSlide 4"
      ),
      (.features(.failure(Odd())), "FAIL  features   no feature file in HDF5 can be read or written\n      -> odd"),
      (.model(.failure(Odd())), "FAIL  model      odd\n      -> name another bundle with --model"),
      (.casebook(path: "c", .failure(Odd())), "FAIL  casebook   odd\n      -> name another with --casebook"),
      (
        .casebook(path: "c", .success(.broken(LedgerBreak(sequence: 2, caseID: "A", fault: .missing)))),
        "FAIL  casebook   c: broken at entry 2, case A: the entry is missing\n      -> restore it from the last backup"
      ),
      (
        .settings(.failure(Odd())),
        "FAIL  settings   odd\n      -> correct the file; moved away, nothing of it holds, and no label is checked by "
          + "a pattern"
      ),
      (
        .themes(["dark"], mistakes: [Odd(), Odd()]),
        "FAIL  themes     dark\n      -> odd\n      -> odd"
      ),
    ] as [(Doctor.Finding, String)])
  func ill(finding: Doctor.Finding, line: String) {
    #expect(!finding.works)
    #expect(finding.line == line)
  }

  @Test("is told as JSON too, with names that do not change")
  func json() throws {
    let text = DoctorJSON.text(
      [.themes(["dark", "light"], mistakes: []), .model(.failure(Odd()))], software: "coverslip 1")
    let told = try JSONValue(parsing: Array(text.utf8))
    let expected = """
      {"software": "coverslip 1", "works": false, "checks": [
        {"subject": "themes", "works": true, "found": "dark, light", "remedy": null},
        {"subject": "model", "works": false, "found": "odd", "remedy": "name another bundle with --model"}],
        "terminal": null}
      """
    #expect(try told == JSONValue(parsing: Array(expected.utf8)))
  }

  @Test("is one sentence in JSON, without control characters, whatever a theme's mistakes hold")
  func cleanJSON() throws {
    let mistakes = ["theme a: \u{1B}[31mred", "theme b: cut\nin two"].map { CommandFailure(.badData, $0) }
    let text = DoctorJSON.text([.themes(["dark\u{1B}[0m"], mistakes: mistakes)], software: "coverslip 1")
    let told = try JSONValue(parsing: Array(text.utf8))
    let expected = """
      {"software": "coverslip 1", "works": false, "checks": [
        {"subject": "themes", "works": false, "found": "dark[0m",
          "remedy": "theme a: [31mred; theme b: cut in two"}], "terminal": null}
      """
    #expect(try told == JSONValue(parsing: Array(expected.utf8)))
  }

  @Test("advises how to get more colours")
  func colours() {
    let line = Doctor.Finding.colours(TerminalKnowledge(environment: ["TERM": "xterm-256color"])).line
    #expect(
      line == "ok    colours    256, guessed (over SSH: export COLORTERM=truecolor if the terminal has 24-bit colour)")
  }

  @Test("names the kernel that multiplies")
  func kernel() {
    let kernel = BLASKernel(name: "Zen", origin: .library, faster: nil)
    #expect(Doctor.Finding.products(kernel).line == "ok    products   OpenBLAS \(BLAS.version), kernel Zen")
  }
}

@Suite("What is told of a training and of encoders")
struct TrainingNoticeTests {
  @Test(
    "is one sentence",
    arguments: [
      (
        .training(
          .columns(
            patient: "patient", slide: "slide", time: "os", unit: "months", event: "dead", eventValue: "yes")),
        "patients by patient, slides by slide, times in months by os, a relapse is yes in dead"
      ),
      (
        .training(.warning(.nobodyFound)), "warning: no relapse by the horizon was called high at this threshold"
      ),
      (
        .training(.caution(.distributionInSample)),
        "warning: the limits of its out-of-distribution check come from the very tiles of the training, which is too "
          + "narrow: new patients are refused too often; train it again"
      ),
      (
        .training(.notInCard(Omission(part: .calibrationSlope, subject: "", reason: .noProbability))),
        "not in the card: calibration slope: there are no probabilities by the horizon"
      ),
      (.encoder(.recognised("a ViT")), "a ViT"),
      (
        .encoder(.assumed(.gate("silu"))),
        "assumed: silu in the gate of SwiGLU, as every published network has it; \"act_layer\" in config.json says it"
      ),
      (
        .encoder(.aggregatorAssumed(.unread(["x"]))),
        "assumed: \"x\" in config.json beside the weights tells nothing of the network; it is not read here"
      ),
      (
        .encoder(.remark(.fewTiles(3, extremes: 35))),
        "remark: 3 tiles are fewer than the 35 highest and lowest scores that the network looks at: tiles count twice, "
          + "or places stay empty, and the score is not comparable with that of a whole slide"
      ),
    ] as [(Notice, String)])
  func sentences(notice: Notice, sentence: String) { #expect(notice.sentence == sentence) }
}

@Suite("A case that is read blinded")
struct BlindedTextTests {
  @Test("tells of no call, as text and as a row")
  func texts() throws {
    var file = CaseFile(record: try Example.record(), status: .scored, finding: Example.finding())
    file.ownProtocol = .blindedFirst
    let withheld = file.disclosed(to: .anybody)
    let text = CaseText(withheld).text
    #expect(text.contains("protocol blinded first") && text.contains("withheld until the case is signed"))
    #expect(!text.contains("5-year risk"))
    var table = QueueTable()
    table.add(withheld)
    #expect(table.text.contains("withheld") && !table.text.contains("HIGH"))
  }

  @Test("of two readers tell nothing before the case is closed, then each with name, time and meaning")
  func readings() throws {
    var file = CaseFile(record: try Example.record(), status: .awaitingReader, finding: Example.finding())
    file.ownProtocol = .double
    var (first, last) = (Example.signOff, Example.signOff)
    (first.reviewer, first.entryDigest) = ("Bo Lind", "cd34")
    file.readings = [first, Example.signOff]
    let withheld = CaseText(file.disclosed(to: .anybody)).text
    #expect(withheld.hasPrefix("Case S26-1   awaiting\n") && withheld.contains("protocol double"))
    #expect(!withheld.contains("LOW") && !withheld.contains("Bo Lind"))
    (last.reviewer, last.entryDigest, last.adjudicates) = ("Cy Marsh", "ef56", ["cd34", "ab12"])
    (file.signOff, file.status) = (last, .signed)
    let text = CaseText(file.disclosed(to: .anybody)).text
    let meaning = "I reviewed the model's result; my own call stands in its place. The diagnosis was read where it was "
    #expect(
      text.contains(
        """
          signed   reading 1 of 2: LOW override, other
          by       Bo Lind, 2026-11-02T11:00:00Z
          comment  seen twice
          meaning  \(meaning)read; this does not sign it.
          entry    cd34
          signed   reading 2 of 2: LOW override, other
          by       Ann Rey, 2026-11-02T11:00:00Z
          comment  seen twice
          meaning  \(meaning)read; this does not sign it.
          entry    ab12
          signed   adjudication: LOW override, other
          by       Cy Marsh, 2026-11-02T11:00:00Z
          comment  seen twice
          meaning  I saw the signed readings of both readers, and decide. \(meaning)read; this does not sign it.
          entry    ef56
        """))
  }

  @Test("of two readers who agree call the second signature a reading too")
  func agreement() throws {
    var file = CaseFile(record: try Example.record(), status: .signed, finding: Example.finding())
    file.ownProtocol = .double
    file.readings = [Example.signOff]
    file.signOff = Example.signOff
    file.signOff?.reviewer = "Bo Lind"
    #expect(CaseText(file).text.contains("reading 1 of 2: LOW override"))
    #expect(CaseText(file).text.contains("reading 2 of 2: LOW override"))
  }
}
