import Basics
import Foundation
import Casework
import Microscopy
import Prognosis

extension QualityFlag {
  /// One sentence, or more, with what was measured and its limit.
  public var sentence: String {
    if let text = text(.text) { return text }
    switch kind {
    case .pen, .blur, .outOfRangeStain, .blackBackground, .tooLittleTissue, .noTissue, .unreadableRegions, .glassCast,
      .strongCast, .noGlass, .repeatedPixels:
      return tissueSentence
    case .receptorsNotGiven:
      return "\(texts(.receptor).joined(separator: " and ")) not given; the model is for ER+/HER2- tumours."
    case .sampledTiles: return sampledSentence
    case .noAttention:
      return "\(text(.aggregator) ?? "The aggregator") has no attention; the heat map is the size of each tile's "
        + "contribution."
    case .featureFile: return featureFileSentence
    case .distributionUnknown:
      return "The bundle holds no tiles of its training; whether this case is like them is open."
    case .mppGiven: return "\(short(.mpp)) um/px was given by hand."
    case .unlikeTraining: return unlikeSentence
    case .implausibleClinical: return "Outside what the training saw: \(outsideTraining.joined(separator: ", "))."
    case .leftOutLevels: return "Not read of the file: \(levels.joined(separator: "; "))."
    case .unreadableTissue: return unreadableSentence
    case .slideTwice, .slideInOtherCase, .slideChanged: return identitySentence
    case .mppDisagrees, .magnificationDisagrees, .unequalPixels, .coarseScan: return scaleSentence
    case .fewTiles:
      return "\(whole(.tiles)) tiles are fewer than the \(whole(.tilesLookedAt)) highest and lowest scores that the "
        + "network looks at: tiles count twice, or places stay empty, and the score is not comparable with that of a "
        + "whole slide."
    }
  }
}

// MARK: - Tissue and glass

extension QualityFlag {
  private var tissueSentence: String {
    switch kind {
    case .pen:
      "Pen or black marks cover \(percent(.measured)) of the marked and the stained area together, more than "
        + "\(percent(.limit)); they are left out."
    case .blur:
      "The tissue is out of focus or scanned too coarsely\(coarseness): its sharpness is \(hundredths(.measured)), "
        + "below \(hundredths(.limit))."
    case .repeatedPixels:
      "The pixels are repeated \(hundredths(.measured)) times along each side: read at \(hundredths(.mpp)) um/px, "
        + "one is worth \(hundredths(.pixelWorth)) um (limit \(repetitionLimit) um); the scan was enlarged."
    case .outOfRangeStain: stainSentence
    case .blackBackground:
      "\(percent(.measured)) of the slide is black, more than \(percent(.limit)): a fluorescence scan, or not a "
        + "brightfield slide."
    case .tooLittleTissue:
      "There are \(hundredths(.measured)) mm² of tissue, less than the \(hundredths(.limit)) mm² of 100 tiles."
    case .noTissue: "No tissue was found: no stained object of \(hundredths(.limit)) mm² or more."
    case .unreadableRegions:
      "\(damage)About \(hundredths(.missingArea)) mm² of tissue are missing from the scan, beside \(hundredths(.area)) "
        + "mm² that were found."
    case .glassCast:
      "The glass is not white but \(color) of 255, with a saturation of \(whole(.measured)), white glass has less than "
        + "\(whole(.limit)); tissue and stains are measured after dividing by it."
    case .strongCast:
      "The glass is so dark or coloured that its stains cannot be restored: it is \(color) of 255, at least "
        + "\(whole(.limit)) is needed in each."
    case .noGlass:
      "Tissue fills \(percent(.measured)) of the scan (limit \(percent(.limit))), \(glass): a cast of its colours "
        + "would not be noticed."
    case .receptorsNotGiven, .sampledTiles, .noAttention, .featureFile, .distributionUnknown, .mppGiven,
      .unlikeTraining, .implausibleClinical, .leftOutLevels, .unreadableTissue, .slideTwice, .slideInOtherCase,
      .slideChanged, .mppDisagrees, .magnificationDisagrees, .unequalPixels, .coarseScan, .fewTiles:
      ""
    }
  }

  private var coarseness: String {
    number(.pixelWorth) == nil ? "" : " (one pixel of it is worth \(hundredths(.pixelWorth)) um)"
  }

  private var repetitionLimit: String {
    Self.hundredths((number(.limit) ?? .nan) * (number(.mpp) ?? .nan))
  }

  /// By the share of the light that is absorbed, or by the directions of the stains.
  private var stainSentence: String {
    guard number(.measured) == nil else {
      return
        "The stain does not look like haematoxylin and eosin: green has \(percent(.measured)) of the light that the "
        + "tissue absorbs, less than \(percent(.limit))."
    }
    return "The stains lie \(whole(.haematoxylinDegrees)) and \(whole(.eosinDegrees)) degrees from haematoxylin and "
      + "eosin, at most \(whole(.limit)) may be."
  }

  private var damage: String {
    guard let count = number(.measured), count > 0 else { return "" }
    let regions = count == 1 ? "1 region of the file is" : "\(whole(.measured)) regions of the file are"
    return "\(regions) damaged and could not be read (limit 0). "
  }

  private var color: String { "red \(whole(.red)), green \(whole(.green)), blue \(whole(.blue))" }

  private var glass: String {
    number(.glassFound) == 0 ? "no empty glass was found and it is taken to be white" : "hardly any glass is left"
  }

  private var unreadableSentence: String {
    let missing = number(.tilesMissing) ?? 0
    let seen = missing > 0 ? " and the tissue of about \(whole(.tilesMissing)) more is missing from the scan" : ""
    return "\(whole(.tilesUnreadable)) of \(whole(.tilesTried)) tiles could not be read\(seen): \(percent(.share)) of "
      + "the tissue, at most \(percent(.limit)) may be. Copy the slide again from where it is whole."
  }

  private var levels: [String] {
    let sizes = zip(numbers(.width), numbers(.height)).map { "\(Self.whole($0)) x \(Self.whole($1)) px" }
    return zip(numbers(.level), zip(sizes, texts(.reason))).map { level, rest in
      "level \(Self.whole(level)) (\(rest.0)) \(LeftOutLevel.Reason(rawValue: rest.1)?.label ?? rest.1)"
    }
  }
}

// MARK: - Files and slides

extension QualityFlag {
  private var sampledSentence: String {
    guard number(.tilesInFile) == nil else {
      return
        "\(whole(.tilesInFile)) tiles are in the feature file, \(whole(.tilesAvailable)) are on the slide's tissue."
    }
    let order = text(.orderedAggregator).map { " \($0) takes their places from their order, which the sample changed." }
    return "\(whole(.tiles)) of \(whole(.tilesAvailable)) tiles were read, more of them where the model looks."
      + (order ?? "")
  }

  private var featureFileSentence: String {
    if number(.tilesInFile) != nil {
      return "The tiles of the feature file overlap: \(whole(.tilesInFile)) tiles of \(tenths(.areaSummed)) mm² lie on "
        + "\(tenths(.areaCovered)) mm² of the slide, so that the same tissue counts several times."
    }
    if let found = text(.slideName) { return taken("slide", found, text(.slideNameWanted)) }
    if let found = text(.encoder) { return taken("encoder", found, text(.encoderWanted)) }
    return "The feature file does not name its encoder; it was taken to be \(text(.encoderWanted) ?? "the bundle's")."
  }

  private func taken(_ what: String, _ found: String, _ wanted: String?) -> String {
    "The feature file names the \(what) \"\(found)\", not \"\(wanted ?? "")\"; it was taken as told."
  }

  private var identitySentence: String {
    if let time = text(.time) {
      let digests = texts(.digest).map { String($0.prefix(12)) }
      return "The file has changed since the finding of \(time): SHA-256 \(digests.joined(separator: ", then ")). Find "
        + "out which copy is whole."
    }
    let slides = numbers(.slide).map(Self.whole)
    guard slides.isEmpty else {
      return
        "Slides \(slides.joined(separator: " and ")) of the case are the same file content; its tiles count twice. "
        + "Register the case again with each slide once."
    }
    let named = texts(.caseID)
    let more = Int(number(.measured) ?? 0) - named.count
    let cases = named.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    return "The same slide stands in \(named.count == 1 ? "case" : "cases") \(cases) too: in one of them it is not the "
      + "patient's. Check the labels."
  }

  private var scaleSentence: String {
    if number(.mppStated) != nil {
      return "\(decimals(.mpp)) um/px was given by hand, the file itself says \(decimals(.mppStated))."
    }
    if let objective = number(.objective) {
      return "The file says \(decimals(.objective))x and the pixels have \(decimals(.mpp)) um; usual at "
        + "\(decimals(.objective))x are \(Self.decimals(10 / objective)) um. If the pixel size is wrong, so is the "
        + "call; register the slide with the right --mpp."
    }
    if number(.pixelWidth) != nil {
      return "The file says that pixels are \(decimals(.pixelWidth)) um wide and \(decimals(.pixelHeight)) um high; "
        + "scanners have square ones. Tiles are cut by the mean."
    }
    let isRefused = (number(.measured) ?? 0) > (number(.limit) ?? .infinity)
    let remedy = isRefused ? "no call is made; scan the slide again at 20x or more" : "detail is missing"
    return
      "The scan has \(rounded(.mpp)) um/px and the encoder looks at \(rounded(.mppEncoder)): \(rounded(.measured)) "
      + "times as coarse, \(rounded(.noted)) times is noted and \(rounded(.limit)) times the limit; \(remedy)."
  }
}

// MARK: - The training

extension QualityFlag {
  private var unlikeSentence: String {
    let most = zip(texts(.measure), numbers(.deviations)).map { name, deviations in
      let size = (abs(deviations) * 10).rounded() / 10
      return "\(name) \(deviations < 0 ? "-" : "+")\(NumberText.shell.significant(size)) SD"
    }
    return "\(percent(.share)) of the tiles, at most \(percent(.limit)) may be"
      + (most.isEmpty ? "." : "; furthest from the training: \(most.joined(separator: ", ")).")
  }

  /// One phrase per value: `age 17 years (training 31 years to 88 years)`.
  private var outsideTraining: [String] {
    let ranges = zip(numbers(.lower), numbers(.upper))
    return zip(texts(.variable), zip(numbers(.measured), ranges)).map { code, rest in
      let (value, range) = rest
      guard let covariate = Covariate(rawValue: code) else { return code }
      return "\(covariate.variable) \(covariate.text(value)) (training \(covariate.text(range.0)) to "
        + "\(covariate.text(range.1)))"
    }
  }
}

extension LeftOutLevel.Reason {
  /// Why a level of a slide is not read, to stand behind its number.
  public var label: String {
    switch self {
    case .tileLargerThanLevel: "is smaller than its tiles, which the installed libraries decode wrongly"
    case .sizeDisagrees: "has not the slide's proportions"
    case .contentDisagrees: "does not show what the finer level shows"
    case .unreadable: "cannot be read"
    case .unproven: "is smaller than its tiles, and there is nothing on it to try the installed libraries with"
    }
  }
}

// MARK: - Numbers

extension QualityFlag {
  private func percent(_ key: QualityDetail.Key) -> String { text(key) { "\(Self.fixed($0 * 100, digits: 1)) %" } }
  private func hundredths(_ key: QualityDetail.Key) -> String { text(key, Self.hundredths) }
  private func tenths(_ key: QualityDetail.Key) -> String { text(key) { Self.fixed($0, digits: 1) } }
  private func whole(_ key: QualityDetail.Key) -> String { text(key, Self.whole) }
  private func short(_ key: QualityDetail.Key) -> String { text(key) { NumberText.shell.significant($0) } }
  private func decimals(_ key: QualityDetail.Key) -> String { text(key, Self.decimals) }
  private func rounded(_ key: QualityDetail.Key) -> String { text(key) { "\(($0 * 100).rounded() / 100)" } }

  /// A dash where the number is missing.
  private func text(_ key: QualityDetail.Key, _ words: (Double) -> String) -> String { number(key).map(words) ?? "-" }

  private static func whole(_ value: Double) -> String { fixed(value, digits: 0) }
  private static func hundredths(_ value: Double) -> String { fixed(value, digits: 2) }

  /// At most four decimals, without zeros at the end.
  private static func decimals(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? whole(rounded) : "\(rounded)"
  }

  /// Rounded half away from zero; a number that has no such decimals stands as it is.
  private static func fixed(_ value: Double, digits: Int) -> String {
    let scale = digits == 2 ? 100.0 : digits == 1 ? 10.0 : 1.0
    let scaled = (value * scale).rounded()
    guard scaled.magnitude < 1e15 else { return "\(value)" }
    let (whole, rest) = Int(scaled.magnitude).quotientAndRemainder(dividingBy: Int(scale))
    let tail = String(rest)
    let fraction = digits == 0 ? "" : "." + String(repeating: "0", count: digits - tail.count) + tail
    return (scaled < 0 ? "-" : "") + "\(whole)" + fraction
  }
}
