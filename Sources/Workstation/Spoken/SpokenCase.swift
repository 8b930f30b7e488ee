import Basics
import Casework
import Labels
import Prognosis

/// A case in words, one whole phrase per line, for whoever hears the lines or feels them. It tells the case that it is
/// given: what is withheld from its reader is not in it.
struct SpokenCase {
  let file: CaseFile
  /// Printed name of whoever reads.
  let reader: String
  /// What commands are told of the casebook.
  let casebook: OpenCasebook?
  /// `nil` where the finding has none, or they could not be read.
  let tiles: SpokenTiles?

  /// All that may be told.
  var lines: [String] { identityLines + clinicalLines + protocolLines + slideLines + disclosedLines }

  /// What is told only once nothing is withheld: what the model says, what published scores say, and what others do.
  var disclosedLines: [String] { findingLines + comparatorLines + historyLines + draftLines }

  // MARK: Whose case it is

  private var identityLines: [String] {
    let record = file.record
    let age = record.clinical.age.map { "\(NumberText.plain.fixed($0, digits: 0)) years" }
    let person = [record.patientWords(file.identitiesWithheld), age].compactMap(\.self).joined(separator: ", ")
    var lines = [ResearchUse.sentence]
    if let casebook { lines.append("Casebook \(casebook.name).") }
    lines.append("Case \(file.id), \(file.status.label).")
    lines.append("Patient: \(person).")
    if let specimen = record.specimen { lines.append("Specimen: \(specimen).") }
    if let received = record.received { lines.append("Received: \(received).") }
    lines.append("Label of the slides: \(file.labelWords).")
    lines += file.openLabels.compactMap { index in
      file.labelSentence(of: index).map { "Label of \(record.slides[index].fileName): \($0)." }
    }
    if let note = record.note, !note.isEmpty { lines.append("Note of the laboratory: \(note)") }
    if let claim = file.claim, claim.reviewer != Reviewer.name(reader) { lines.append(claim.refusal) }
    return lines
  }

  private var clinicalLines: [String] {
    let clinical = file.record.clinical
    let values: [(name: String, value: String?)] = [
      ("age", clinical.age.map { NumberText.plain.trimmed($0, digits: 1) + " years" }),
      ("grade", clinical.grade.map(String.init)),
      ("tumour size", clinical.tumourSizeMM.map { NumberText.plain.trimmed($0, digits: 1) + " mm" }),
      ("positive nodes", clinical.positiveNodes.map(String.init)), ("ER", clinical.er?.label),
      ("HER2", clinical.her2?.label),
      ("Ki-67", clinical.ki67.map { NumberText.plain.trimmed($0, digits: 1) + " %" }),
      ("menopausal status", clinical.menopausal?.label),
    ]
    let given = values.compactMap { item in item.value.map { "\(item.name) \($0)" } }
    let missing = values.filter { $0.value == nil }.map(\.name)
    return [given.isEmpty ? "Clinical data: none are given." : "Clinical data: \(given.joined(separator: ", "))."]
      + (missing.isEmpty || given.isEmpty ? [] : ["Not given: \(missing.joined(separator: ", "))."])
  }

  /// How the case is read, and what is withheld by that.
  private var protocolLines: [String] {
    guard !file.isToRepeat else {
      return [
        "You read this case again: what the model, colleagues and you yourself said of it is withheld. It measures "
          + "repeatability, and validates no viewer and no model."
      ]
    }
    var lines = ["Protocol: \(file.readingProtocol.label). \(file.readingProtocol.sentence)"]
    if let words = file.readersSentence(for: reader) { lines.append(words) }
    if let withheld = file.withheldLabel, file.isScored {
      lines.append(
        "The model's call is \(withheld), and so are its flags, where it found tissue, the comparators, and what "
          + "colleagues say.")
    }
    return lines
  }

  // MARK: The slides

  private var slideLines: [String] {
    let slides = file.record.slides
    let told = slides.enumerated().map { index, slide in
      let (width, height) = (
        Double(slide.size.width) * slide.mpp.x / 1000, Double(slide.size.height) * slide.mpp.y / 1000
      )
      let objective = slide.objective.map { ", objective \(NumberText.plain.trimmed($0, digits: 1))x" } ?? ""
      let given = slide.mppGiven ? ", a pixel size that was given by hand" : ""
      return "\(name(of: index)): \(slide.fileName), \(NumberText.plain.fixed(width, digits: 1)) mm wide and "
        + "\(NumberText.plain.fixed(height, digits: 1)) mm high, \(slide.vendor), "
        + "\(NumberText.plain.significant(slide.mpp.mean)) um per pixel\(given)\(objective)."
    }
    return told + ["No picture of a slide is shown here: look at it on glass, or in the PACS."]
  }

  private func name(of slide: Int) -> String { file.record.slides.count > 1 ? "Slide \(slide + 1)" : "The slide" }

  /// Where the tissue lies, and how much of it there is.
  private func tissueLines(_ finding: Finding) -> [String] {
    let slides = file.record.slides
    let area = slides.map { slide in
      Double(slide.size.width) * slide.mpp.x * Double(slide.size.height) * slide.mpp.y / 1e6
    }.reduce(0, +)
    let share = area > 0 ? ", \(NumberText.plain.percent(finding.tissueMM2 / area)) of what was scanned" : ""
    let amount = "Tissue: \(NumberText.plain.fixed(finding.tissueMM2, digits: 1)) square millimetres\(share)."
    let count = "Tiles: \(finding.tiles) of \(finding.tilesAvailable) were read."
    guard let tiles else { return [amount, count, "Where the tissue lies is not known: no tiles could be read."] }
    return [amount, count] + slides.indices.flatMap { tiles.places(on: $0, slides[$0], called: name(of: $0)) }
  }

  // MARK: The model

  private var findingLines: [String] {
    guard let finding = file.finding else {
      return file.isScored ? [] : ["Not scored yet. Score it with: coverslip score \(file.id)\(casebook?.option ?? "")"]
    }
    let demo = finding.model.demonstration ? ["DEMO model: its calls mean nothing for a patient."] : []
    let isAnswer = finding.call.isAnswer
    let tiles = tiles.map { $0.attentionLines(file.record.slides, showsContributions: isAnswer) } ?? []
    return tissueLines(finding) + demo + (isAnswer ? callLines(finding) : refusalLines(finding)) + flagLines(finding)
      + tiles + [
        "Model: \(finding.model.name) \(finding.model.version), digest \(finding.model.digest.prefix(12)), scored "
          + "\(finding.computedAt.prefix(10)). Its encoder's colours: \(finding.encodedColors.label)."
      ] + [file.rescoredWords].compactMap(\.self)
  }

  private func callLines(_ finding: Finding) -> [String] {
    let numbers = NumberText.plain
    var lines = ["The model's call: \(finding.call.words)\(finding.borderline ? ", borderline" : "")."]
    if let risk = finding.probability5y {
      lines.append(Self.probabilityLine(risk, finding.interval, years: 5))
      lines.append("Threshold: \(numbers.percent(finding.model.threshold)); from there on the call is high.")
    }
    if let risk = finding.probability10y {
      lines.append(Self.probabilityLine(risk, finding.interval10y, years: 10) + " The call does not rest on it.")
    }
    if finding.borderline { lines.append("The interval crosses the threshold.") }
    if let basis = finding.basis { lines.append("The call rests on \(basis.spoken).") }
    if !finding.missing.isEmpty { lines.append("Missing for the call: \(finding.missing.joined(separator: ", ")).") }
    return lines
      + finding.contributions.map { item in
        let effect = item.logHazard >= 0 ? "raises the risk" : "lowers the risk"
        return "Contribution of \(item.name), \(item.value): \(effect), log-hazard "
          + "\(numbers.signed(item.logHazard, digits: 2))."
      }
  }

  private static func probabilityLine(_ risk: Double, _ interval: ProbabilityInterval?, years: Int) -> String {
    let numbers = NumberText.plain
    let limits = interval.map { "; 95 % interval from \(numbers.percent($0.lower)) to \(numbers.percent($0.upper))" }
    return "Probability of metastatic relapse within \(years) years: \(numbers.percent(risk))\(limits ?? "")."
  }

  private func refusalLines(_ finding: Finding) -> [String] {
    [
      "The model makes no call, because of: \(finding.reasons.map(\.label).joined(separator: ", ")).",
      "No probability is told: it would not be an answer.",
    ]
  }

  private func flagLines(_ finding: Finding) -> [String] {
    guard !finding.flags.isEmpty else { return ["Flags: none."] }
    return finding.flags.map { flag in
      "Flag: \(flag.kind.label)\(flag.slide.map { ", \($0)" } ?? ""). \(flag.sentence)"
    }
  }
}

extension PrognosticBasis {
  fileprivate var spoken: String {
    switch self {
    case .slide: "the slide alone"
    case .slideAndClinical: "the slide and clinical data"
    }
  }
}
