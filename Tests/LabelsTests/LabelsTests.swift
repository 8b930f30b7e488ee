import Casework
import Labels
import Prognosis
import Testing

@Suite("Labels")
struct LabelsTests {
  @Test("of what is chosen from differ from one another, and are no codes with hyphens for people")
  func distinct() {
    #expect(Set(OverrideReason.allCases.map(\.label)).count == OverrideReason.allCases.count)
    #expect(Set(QualityFlag.Kind.allCases.map(\.label)).count == QualityFlag.Kind.allCases.count)
    #expect(OverrideReason.allCases.allSatisfy { !$0.label.contains("-") })
    #expect(
      CaseStatus.allCases.map(\.label) == [
        "new", "scored", "in review", "signed", "addendum", "amended", "deferred", "rejected", "awaiting",
      ])
    #expect(Call.allCases.map(\.label) == ["high", "low", "no call"])
  }

  @Test("the sentence that a signature stands under says whose call stands, what was shown, and signs no diagnosis")
  func meaning() {
    let confirmed = SignatureMeaning(of: .confirm).statement(shown: .every)
    #expect(
      confirmed
        == "I reviewed the model's result; my own call is the same. The picture of every slide was shown here. "
        + "The diagnosis was read where it was read; this does not sign it.")
    let partly = SignatureMeaning(of: .override).statement(shown: .allBut(["B.svs"]))
    #expect(partly.contains("my own call stands in its place. Not shown here: B.svs."))
    let refused = SignatureMeaning(of: .acknowledge).statement(shown: .noPicture)
    #expect(refused.contains("No call is confirmed, and none stands. Signed without the picture."))
    #expect(Set(Decision.allCases.map { SignatureMeaning(of: $0).label }).count == Decision.allCases.count)
  }

  @Test("whoever decides between readings signs that they saw these, and then what any other signature says")
  func adjudication() {
    let plain = SignatureMeaning(of: .override).statement(shown: .every)
    #expect(
      SignatureMeaning(of: .override).statement(shown: .every, decides: true)
        == "I saw the signed readings of both readers, and decide. \(plain)")
  }

  @Test("what was signed before what was shown was recorded keeps the sentence that it was signed under")
  func earlierMeaning() {
    let sentence = "I have reviewed the slides of this case and confirm the call of the model."
    #expect(SignatureMeaning.reviewedAndConfirmed.statement(shown: nil) == sentence)
  }
}

@Suite("The sentence of a quality flag")
struct QualitySentenceTests {
  private static func flag(_ kind: QualityFlag.Kind, _ details: [QualityDetail]) -> QualityFlag {
    QualityFlag(kind: kind, details: details, slide: "A.svs")
  }

  private static let examples: [(QualityFlag, String)] = [
    (
      flag(.pen, [.init(.measured, 0.0914), .init(.limit, 0.01)]),
      "Pen or black marks cover 9.1 % of the marked and the stained area together, more than 1.0 %; they are left out."
    ),
    (
      flag(.blur, [.init(.measured, 0.123), .init(.limit, 0.2), .init(.pixelWorth, 1.5)]),
      "The tissue is out of focus or scanned too coarsely (one pixel of it is worth 1.50 um): its sharpness is 0.12, "
        + "below 0.20."
    ),
    (
      flag(.tooLittleTissue, [.init(.measured, 0.64), .init(.limit, 1.2544)]),
      "There are 0.64 mm² of tissue, less than the 1.25 mm² of 100 tiles."
    ),
    (
      flag(.repeatedPixels, [.init(.measured, 2.0), .init(.limit, 1.2), .init(.mpp, 0.5), .init(.pixelWorth, 1.0)]),
      "The pixels are repeated 2.00 times along each side: read at 0.50 um/px, one is worth 1.00 um (limit 0.60 um); "
        + "the scan was enlarged."
    ),
    (
      flag(.unreadableRegions, [.init(.measured, 1), .init(.limit, 0), .init(.missingArea, 0.5), .init(.area, 2.0)]),
      "1 region of the file is damaged and could not be read (limit 0). About 0.50 mm² of tissue are missing from the "
        + "scan, beside 2.00 mm² that were found."
    ),
    (
      flag(.outOfRangeStain, [.init(.eosinDegrees, 31.4), .init(.limit, 25)]),
      "The stains lie - and 31 degrees from haematoxylin and eosin, at most 25 may be."
    ),
    (
      flag(.receptorsNotGiven, [.init(.receptor, "ER"), .init(.receptor, "HER2")]),
      "ER and HER2 not given; the model is for ER+/HER2- tumours."
    ),
    (
      flag(.sampledTiles, [.init(.tiles, 40), .init(.tilesAvailable, 163)]),
      "40 of 163 tiles were read, more of them where the model looks."
    ),
    (
      flag(.sampledTiles, [.init(.tilesInFile, 40), .init(.tilesAvailable, 163)]),
      "40 tiles are in the feature file, 163 are on the slide's tissue."
    ),
    (
      flag(.featureFile, [.init(.encoder, "uni"), .init(.encoderWanted, "phikon")]),
      "The feature file names the encoder \"uni\", not \"phikon\"; it was taken as told."
    ),
    (
      flag(
        .implausibleClinical,
        [
          .init(.variable, "ageDecades"), .init(.measured, 9.9), .init(.lower, 3), .init(.upper, 8.5),
        ]), "Outside what the training saw: age 99 years (training 30 years to 85 years)."
    ),
    (
      flag(
        .unlikeTraining,
        [
          .init(.share, 0.75), .init(.limit, 0.5), .init(.measure, "nuclear area"), .init(.deviations, -4.25),
        ]), "75.0 % of the tiles, at most 50.0 % may be; furthest from the training: nuclear area -4.3 SD."
    ),
    (
      flag(
        .leftOutLevels,
        [
          .init(.level, 2), .init(.width, 100), .init(.height, 80), .init(.reason, "unreadable"),
        ]), "Not read of the file: level 2 (100 x 80 px) cannot be read."
    ),
    (
      flag(
        .unreadableTissue,
        [
          .init(.tilesUnreadable, 3), .init(.tilesTried, 40), .init(.tilesMissing, 0), .init(.share, 0.075),
          .init(.limit, 0.1),
        ]),
      "3 of 40 tiles could not be read: 7.5 % of the tissue, at most 10.0 % may be. Copy the slide again from where it "
        + "is whole."
    ),
    (
      flag(
        .slideInOtherCase,
        [
          .init(.measured, 4), .init(.caseID, "A"), .init(.caseID, "B"), .init(.caseID, "C"),
        ]),
      "The same slide stands in cases A, B, C and 1 more too: in one of them it is not the patient's. Check the labels."
    ),
    (
      flag(.mppDisagrees, [.init(.mpp, 0.25), .init(.mppStated, 0.5)]),
      "0.25 um/px was given by hand, the file itself says 0.5."
    ),
    (
      flag(.magnificationDisagrees, [.init(.objective, 40), .init(.mpp, 0.5)]),
      "The file says 40x and the pixels have 0.5 um; usual at 40x are 0.25 um. If the pixel size is wrong, so is the "
        + "call; register the slide with the right --mpp."
    ),
    (
      flag(
        .coarseScan,
        [
          .init(.mpp, 1.0), .init(.mppEncoder, 0.5), .init(.measured, 2.0), .init(.noted, 1.15), .init(.limit, 1.5),
        ]),
      "The scan has 1.0 um/px and the encoder looks at 0.5: 2.0 times as coarse, 1.15 times is noted and 1.5 times the "
        + "limit; no call is made; scan the slide again at 20x or more."
    ),
  ]

  @Test("is made of its kind and its details", arguments: 0..<examples.count)
  func sentences(index: Int) {
    let (flag, sentence) = Self.examples[index]
    #expect(flag.sentence == sentence)
  }

  @Test("of a ledger of format 1 is the one that stands there")
  func firstFormat() {
    #expect(Self.flag(.pen, [.init(.text, "It is thick.")]).sentence == "It is thick.")
  }

  @Test("is there for every kind, even where details are missing", arguments: QualityFlag.Kind.allCases)
  func bare(kind: QualityFlag.Kind) {
    #expect(!Self.flag(kind, []).sentence.isEmpty)
  }
}
