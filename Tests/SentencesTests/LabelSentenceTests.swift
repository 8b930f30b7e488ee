import Basics
import Casework
import Microscopy
import Sentences
import Settings
import Testing
import UseCases

@Suite("What is said of labels")
struct LabelSentenceTests {
  @Test(
    "a pattern that is wrong is named, with its line and what would be right",
    arguments: [
      (
        LaboratorySettingsFailure.wrongType(file: "f", key: "label.pattern", line: 3, expected: .text),
        "settings f, line 3, label.pattern: a text in quotation marks is expected"
      ),
      (
        .badPattern(file: "f", line: 2, .unknownValue("cas", nearest: "case")),
        "settings f, line 2, label.pattern: there is no {cas}; did you mean {case}?"
      ),
      (
        .badPattern(file: "f", line: 2, .namesNothing),
        "settings f, line 2, label.pattern: it names nothing of the case, so that every slide would do; write {case}, "
          + "{specimen} or {patient} into it"
      ),
    ])
  func settings(failure: LaboratorySettingsFailure, sentence: String) {
    #expect(words(for: failure)?.sentence == sentence && words(for: failure)?.exit == .badData)
  }

  @Test(
    "what keeps a label from being taken as it is says what to do",
    arguments: [
      (
        LabelProblem.unresolved(slides: ["A.svs", "B.svs"]),
        "the label of A.svs, B.svs is not this case's: resolve it (in the workstation, or coverslip label CASE "
          + "--resolve CODE), or reject the case with the reason wrong-slide", Exit.badData
      ),
      (.noSuchSlide(2, of: 1), "there is no slide 2; the case has one slide", .usage),
      (.noMismatch(slide: "A.svs"), "nothing of the label of A.svs is to be resolved", .badData),
      (
        .noReason, "to resolve a label needs a reason: label-misread, label-wrong, expectation-wrong", .usage
      ),
      (.resolved(by: "Bo"), "Bo has resolved it already", .badData),
    ])
  func problems(problem: LabelProblem, sentence: String, exit: Exit) {
    let told = words(for: CaseStoreFailure.label(problem))
    #expect(told?.sentence == sentence && told?.exit == exit)
  }

  /// A scored case of two slides: the label of the first differs, that of the second is not in the file.
  private func file() throws -> CaseFile {
    let mpp = try #require(MicronsPerPixel(x: 0.5, y: 0.5))
    let slides = ["A", "B"].map { name in
      CaseSlide(
        path: "/slides/\(name).svs", size: PixelSize(width: 2220, height: 2967), mpp: mpp, mppGiven: false,
        objective: 20, vendor: "aperio")
    }
    let record = Case(id: "S26-1", slides: slides)
    var finding = Finding(
      id: "f",
      model: ModelIdentity(name: "demonstration", version: "1", digest: "d", demonstration: true, threshold: 0.05),
      software: "test", computedAt: "2026-11-02T10:00:00Z", tiles: 8, tilesAvailable: 8, tissueMM2: 1, call: .high)
    let expected = try LabelPattern("{case}*").expectation(for: record)
    finding.labels = [
      LabelCheck(expected: expected, found: LabelText("S26-2\u{7}", property: "aperio.Barcode")),
      LabelCheck(expected: expected, found: nil),
    ]
    return CaseFile(record: record, status: .scored, finding: finding)
  }

  @Test("a case's labels are told slide by slide, with the two texts and what resolves that they differ")
  func text() throws {
    var file = try file()
    #expect(
      LabelLines.text(file) == """
        Case S26-1   label: differs
          slide    A.svs   differs
            expected S26-1*, by the laboratory's pattern
            found    S26-2, in aperio.Barcode
          slide    B.svs   none in the file
            expected S26-1*, by the laboratory's pattern
        """)
    #expect(
      CaseText(file).text.contains(
        """
          label    differs
          expected S26-1*, by the laboratory's pattern
          found    S26-2, in aperio.Barcode
          model
        """))
    file.labelResolutions = [
      LabelResolution(
        slide: 0, slideDigest: nil, check: file.labels[0].check, reason: .labelWrong, comment: "glued anew",
        reviewer: "Ann Rey", resolvedAt: "2026-11-02T10:30:00Z", entryDigest: "ab12")
    ]
    #expect(
      LabelLines.text(file).contains(
        """
            found    S26-2, in aperio.Barcode
            resolved the label is wrong, the slide is right
            comment  glued anew
            by       Ann Rey, 2026-11-02T10:30:00Z
            entry    ab12
        """))
    #expect(CaseText(file).text.contains("label    differs, resolved"))
    #expect(
      LabelLines.done(file.labelResolutions[0], of: file)
        == "resolved the label of A.svs, case S26-1, as Ann Rey at 2026-11-02T10:30:00Z: the label is wrong, the slide "
        + "is right. The slide is this case's, although its label does not say what is expected.")
  }

  @Test("a label that differs is told where a case is scored and listed, until it is resolved")
  func marks() throws {
    var file = try file()
    let finding = try #require(file.finding)
    let line = Notice.scoring(.scored(caseID: "S26-1", finding)).line
    #expect(line?.hasSuffix("8 tiles  label differs") == true)
    func row(_ file: CaseFile) -> String {
      var table = QueueTable()
      table.add(file)
      return table.text
    }
    #expect(row(file).contains("label differs"))
    file.labelResolutions = [
      LabelResolution(
        slide: 0, slideDigest: nil, check: file.labels[0].check, reason: .misread, comment: "", reviewer: "Ann Rey",
        resolvedAt: "", entryDigest: "ab12")
    ]
    #expect(!row(file).contains("label differs"))
  }
}
