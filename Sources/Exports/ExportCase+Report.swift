import Basics
import Casework
import Documents
import Files
import Foundation
import QRCoding
import Reports
import Sentences
import TransparencyLog
import UseCases

extension ExportCase {
  /// How often a report is made anew because the case changed meanwhile.
  private static let mostTries = 3

  /// The report of a case, and the proof that its seal names.
  func report(
    of file: CaseFile, as format: ExportFormat, _ wishes: ExportWishes
  ) async throws(ExportFailure) -> [ExportedFile] {
    let name = wishes.name ?? "\(ExportedFile.stem(of: file.id)).\(format.rawValue)"
    let proofName = wishes.standsAlone ? nil : name + ExportedFile.proofEnding
    var (file, pictures) = (file, ReportPictures(tools))
    for _ in 0..<Self.mostTries {
      let shown = await pictures.pictures(of: file)
      let seal = try await seal(of: file.id, proofFile: proofName)
      let after = try await caseFile(file.id)
      // What was proved is the last entry of what is told only if nothing happened in between.
      guard after.reported == file.reported else {
        file = after
        continue
      }
      let report = try bytes(of: report(of: file, shown, seal, wishes), as: format, file.id)
      let proof = proofName.flatMap { name in seal.proof.map { ExportedFile(name: name, bytes: $0) } }
      let remarks = shown.remarks(on: file) + [seal.remark(on: file.id)].compactMap(\.self)
      return [ExportedFile(name: name, bytes: report, remarks: remarks)] + [proof].compactMap(\.self)
    }
    throw .changing(id: file.id)
  }

  private func report(
    of file: CaseFile, _ pictures: CasePictures, _ seal: Sealing, _ wishes: ExportWishes
  ) -> ReportDocument {
    CaseReport(
      file, model: tools.model, pictures: pictures, seal: seal.seal, unsealed: seal.reason,
      identity: wishes.identities && wishes.mayTellIdentities ? .told : .pseudonym,
      created: Date(timeIntervalSince1970: Double(tools.clock.seconds())), software: tools.software
    ).document
  }

  private func bytes(
    of document: ReportDocument, as format: ExportFormat, _ id: String
  ) throws(ExportFailure) -> [UInt8] {
    switch format {
    case .pdf: do throws(ReportFailure) { return try document.pdf() } catch { throw .notDrawn(error) }
    case .html: return Array(document.html().utf8)
    case .fhir, .hl7, .geojson, .png, .sectra, .structuredReport, .parametricMap, .annotations:
      throw .nothingToTell(id: id, format)
    }
  }

  // MARK: Seal

  /// Where the case stands in the log, with what proves it, or why it is not proved.
  private enum Sealing {
    case sealed(CaseSeal, proof: [UInt8])
    case unsealed(reason: String)

    var seal: CaseSeal? {
      switch self {
      case .sealed(let seal, _): seal
      case .unsealed: nil
      }
    }

    var proof: [UInt8]? {
      switch self {
      case .sealed(_, let proof): proof
      case .unsealed: nil
      }
    }

    var reason: String? {
      switch self {
      case .sealed: nil
      case .unsealed(let reason): reason
      }
    }

    /// What whoever asked for the report of a case is told.
    func remark(on id: String) -> String? {
      reason.map { "the report of case \(id.printable) has neither seal nor proof: \($0)" }
    }
  }

  /// The seal of the case's last signature, or of its last entry. A casebook on media that cannot be written, whose log
  /// has signed no head of these entries, has none, and its report says so.
  private func seal(of id: String, proofFile: String?) async throws(ExportFailure) -> Sealing {
    let proved: EntryProof
    do { proved = try await tools.log.proof(of: id) } catch {
      switch error {
      case FileFailure.system:
        return .unsealed(reason: "the log's files beside the casebook cannot be read or written")
      case let failure as CaseStoreFailure: throw .store(failure)
      default: throw .unproved(id: id, words(for: error) ?? CommandFailure(.ourFault, sentence(of: error)))
      }
    }
    var seal = CaseSeal(proved, TreeHashing(digest: tools.cryptography.digest), proofFile: proofFile)
    do throws(QRFailure) { seal.code = try QRCode.matrix(of: seal.codeText) } catch { throw .noCode(error) }
    return .sealed(seal, proof: proved.proof.bytes)
  }
}

extension CasePictures {
  /// What is missing, for whoever asked for the report.
  fileprivate func remarks(on file: CaseFile) -> [String] {
    let report = "the report of case \(file.id.printable) has"
    if tilesWereChanged {
      return ["\(report) neither heat map nor tiles: the file of its finding was changed since the case was scored"]
    }
    if lacksTiles { return ["\(report) neither heat map nor tiles: the file of its finding cannot be read"] }
    let names = unreadable.compactMap { file.slide($0)?.fileName.printable }.joined(separator: ", ")
    return names.isEmpty ? [] : ["\(report) no pictures of \(names): not readable, or another file than was scored"]
  }
}

extension CaseFile {
  /// The case without what is in no ledger and in no report: it may change at any time.
  fileprivate var reported: CaseFile {
    var file = self
    (file.draft, file.claim, file.marks) = (nil, nil, [])
    return file
  }
}
