import Basics
import Casework
import Evaluation
import Foundation
import Labels
import Reports

/// What of the patient's identity a report tells.
package enum ReportedIdentity: Hashable, Sendable {
  /// The case's own name alone, which is a pseudonym.
  case pseudonym
  /// Patient and specimen, for whoever has the right to them and asks for them.
  case told
}

/// The report of a case as a laboratory files it: one or two pages of what was found, by what, and who signed it.
///
/// It says no more than the case that it is given tells: of one that is withheld nothing of the model, whatever else is
/// passed in.
package struct CaseReport {
  let file: CaseFile
  let model: ModelSummary?
  let pictures: CasePictures
  let seal: CaseSeal?
  let unsealed: String?
  let identity: ReportedIdentity
  /// When the report is made; there is one clock, and it is not here.
  let created: Date
  /// Name and version of the program.
  let software: String

  /// The report of `file`, as it was disclosed to whom the report is for.
  ///
  /// - Parameters:
  ///   - model: what is known of the bundle; used where it is the one that scored the case.
  ///   - pictures: of the finding that is reported; default: none.
  ///   - seal: where the case stands in the log; default: it is said that there is none.
  ///   - unsealed: why there is none, as the end of a sentence; default: that is not told.
  package init(
    _ file: CaseFile, model: ModelSummary?, pictures: CasePictures = CasePictures(), seal: CaseSeal? = nil,
    unsealed: String? = nil, identity: ReportedIdentity = .pseudonym, created: Date, software: String
  ) {
    switch identity {
    case .pseudonym: self.file = file.withoutSlideNames
    case .told: self.file = file
    }
    self.model = model
    self.pictures = pictures
    self.seal = seal
    self.unsealed = unsealed
    self.identity = identity
    self.created = created
    self.software = software
  }

  var standing: ReportStanding { ReportStanding(file) }

  /// The finding that is reported, as far as it may be told: the one that the reading rests upon, else the newest.
  var finding: Finding? { Self.finding(of: file) }

  /// The same of a case whose report is not made yet: its pictures are of it.
  package static func finding(of file: CaseFile) -> Finding? {
    guard file.withheld == nil else { return nil }
    let known = [file.finding, file.newerFinding].compactMap(\.self)
    let signedUpon = ReportStanding(file).reading.flatMap { reading in known.first { $0.id == reading.findingID } }
    return (signedUpon ?? file.finding)?.told
  }

  /// The bundle that scored the case; `nil` where that is not the one at hand.
  var ownModel: ModelSummary? {
    guard let finding, let model, model.digest == finding.model.digest else { return nil }
    return model
  }

  /// For every writer: HTML, PDF.
  package var document: ReportDocument {
    ReportDocument(
      title: "Report of case \(file.id)", subtitle: standing.words, created: created, producer: software,
      notices: notices, density: .dense, stamp: standing.stamp,
      blocks: identityBlocks + resultBlocks + signatureBlocks + pictureBlocks + inputBlocks + slideBlocks + modelBlocks
        + sealBlocks)
  }

  private var notices: [Notice] {
    let rescored = finding == nil ? nil : file.rescoredWords.map { Notice(.caution, $0.sentenceCased) }
    let demonstration = finding.flatMap { $0.model.demonstration ? Notice.demonstration : nil }
    return [.researchUseOnly] + [demonstration, standing.notice, rescored].compactMap(\.self)
  }

  private var sealBlocks: [ReportBlock] {
    guard let seal else {
      let words = "No proof of the ledger was made for this report\(unsealed.map { ": \($0)" } ?? "")."
      return [.heading("Seal", level: 2), .notice(Notice(.missing, words))]
    }
    let block =
      seal.code.map { ReportBlock.code(ReportCode($0, name: "QR code of the seal", facts: seal.facts)) }
      ?? .facts(seal.facts)
    return [.heading("Seal", level: 2), block]
  }
}

extension CaseReport {
  /// Whose case it is, what was sent, where it stands.
  private var identityBlocks: [ReportBlock] {
    let record = file.record
    return [
      .columns([
        FactColumn("Patient and specimen", patientFacts),
        FactColumn(
          "Case",
          [
            Fact("Case", file.id), Fact("Received", record.received ?? "not known"),
            Fact("Slides", record.slides.count.counted("slide")), Fact("Status", file.status.label),
            Fact("Protocol", file.readingProtocol.label),
          ]),
      ])
    ]
  }

  private var patientFacts: [Fact] {
    let record = file.record
    let age = record.clinical.age.map { NumberText.screen.trimmed($0, digits: 1) + " years" } ?? "not known"
    switch identity {
    case .pseudonym:
      return [
        Fact("Patient", "not told in this report"), Fact("Specimen", "not told in this report"),
        Fact("Pseudonym", file.id), Fact("Age", age),
      ]
    case .told:
      let withheld = file.identitiesWithheld?.label
      let note = record.note.flatMap { $0.isEmpty ? nil : Fact("Note", $0) }
      return [
        Fact("Patient", withheld ?? record.patient ?? "not known"),
        Fact("Specimen", withheld ?? record.specimen ?? "not known"), Fact("Age", age),
      ] + [note].compactMap(\.self)
    }
  }
}

extension CaseFile {
  /// The case with numbers in the place of its slides' files, whose names may be those of patients.
  fileprivate var withoutSlideNames: CaseFile {
    var file = self
    let names = record.slides.map(\.fileName)
    for index in names.indices { file.record.slides[index].path = "slide \(index + 1)" }
    (file.finding, file.newerFinding) = (finding?.withSlides(names), newerFinding?.withSlides(names))
    return file
  }
}

extension Finding {
  /// The finding whose flags name slides by their place among `names`.
  fileprivate func withSlides(_ names: [String]) -> Finding {
    var finding = self
    finding.flags = flags.map { flag in
      let place = flag.slide.map { name in names.firstIndex(of: name).map { "slide \($0 + 1)" } ?? "a slide" }
      return QualityFlag(kind: flag.kind, details: flag.details, slide: place)
    }
    return finding
  }
}
