import Basics
import Casework
import Documents
import Sentences
import TransparencyLog
import UseCases

extension ExportCase {
  /// The case as one message.
  ///
  /// What a message says is of the case as it was read once: the proof is that of the very reading that is told, also
  /// where the case is amended meanwhile.
  func message(
    of file: CaseFile, as format: ExportFormat, _ wishes: ExportWishes
  ) async throws(ExportFailure) -> [ExportedFile] {
    let result = try await result(of: file.id, wishes)
    switch format {
    case .fhir: return [try bundle(of: result)]
    case .hl7: return [try message(of: result)]
    case .pdf, .html, .geojson, .png, .sectra, .structuredReport, .parametricMap, .annotations:
      throw .nothingToTell(id: file.id, format)
    }
  }

  /// The order to the laboratory that a deferral asks for, as a message; none where it asks for nothing that a
  /// laboratory does, or where none stands.
  ///
  /// The same deferral gives the same control id and the same name of its file.
  ///
  /// - Parameter file: as the ledger has it; of what is withheld nothing is told.
  /// - Throws: `malformed`.
  package func workOrder(of file: CaseFile) async throws(ExportFailure) -> [ExportedFile] {
    let result = CaseResult(file, software: tools.software, writtenAt: tools.clock.timestamp())
    guard let signed = file.standing, let order = WorkOrder(signed, of: result) else { return [] }
    let message = order.message(to: exchange, digest: digest)
    return [try exported(message, of: file.id, ".order-\(message.controlID)")]
  }

  /// SHA-256 in hexadecimal.
  private var digest: Digest { tools.cryptography.chainDigest }

  private var finalResults: FinalResults { tools.finalResults ? .enabled : .disabled }
  private var exchange: HL7Exchange { HL7Exchange(finalResults: finalResults) }

  /// Of the case as the ledger has it, so that a test is told as one even where its model is withheld.
  private func result(of id: String, _ wishes: ExportWishes) async throws(ExportFailure) -> CaseResult {
    let file: CaseFile
    do throws(CaseStoreFailure) { file = try await store.opened(for: .program).caseFile(id) } catch {
      throw .store(error)
    }
    let now = tools.clock.timestamp()
    let identity = PatientIdentity(of: file, asked: wishes.identities, permitted: wishes.mayTellIdentities)
    let told = CaseResult(file, identity: identity, software: tools.software, writtenAt: now)
    guard let entry = told.file.standing?.entryDigest else { return told }
    let place = try await place(of: entry, in: file.id, provedAt: now)
    return CaseResult(file, identity: identity, place: place, software: tools.software, writtenAt: now)
  }

  private func place(
    of entry: String, in id: String, provedAt time: String
  ) async throws(ExportFailure) -> LedgerPlace {
    let found: EntryProof?
    do { found = try await tools.log.proof(ofSignature: entry) } catch {
      throw .unproved(id: id, words(for: error) ?? CommandFailure(.ourFault, sentence(of: error)))
    }
    guard let found else {
      throw .unproved(id: id, CommandFailure(.badData, "the ledger has no entry of this digest: \(entry.printable)"))
    }
    let leaf = TreeHashing(digest: tools.cryptography.digest).leaf(found.entry.digestInput)
    return LedgerPlace(
      index: found.proof.index, leaf: Hexadecimal.text(leaf.bytes), proof: found.proof.bytes, provedAt: time)
  }

  /// No bundle leaves that is not what FHIR asks for.
  private func bundle(of result: CaseResult) throws(ExportFailure) -> ExportedFile {
    let bundle = FHIRBundle(result, finalResults: finalResults, digest: digest)
    if let problem = FHIRCheck.problems(of: bundle.value).first {
      throw .malformed(id: result.file.id, .fhir, problem: problem.sentence)
    }
    return ExportedFile(name: ExportedFile.stem(of: result.file.id) + ".fhir.json", bytes: Array(bundle.text.utf8))
  }

  private func message(of result: CaseResult) throws(ExportFailure) -> ExportedFile {
    try exported(ResultMessage(result, to: exchange, digest: digest).message, of: result.file.id, "")
  }

  /// No message leaves that is read back as something else.
  private func exported(
    _ message: HL7Message, of id: String, _ kind: String
  ) throws(ExportFailure) -> ExportedFile {
    let bytes = Array(message.text.utf8)
    let again: HL7Message
    do throws(HL7Failure) { again = try HL7Message(parsing: bytes) } catch {
      throw .malformed(id: id, .hl7, problem: error.sentence)
    }
    guard again.text == message.text else {
      throw .malformed(id: id, .hl7, problem: "what is read back is not what was written")
    }
    return ExportedFile(name: ExportedFile.stem(of: id) + kind + ".hl7", bytes: bytes)
  }
}

extension FHIRProblem {
  /// What is wrong, and where.
  fileprivate var sentence: String {
    switch self {
    case .notABundle: "it is not a Bundle of the type collection"
    case .badEntry(let url): "the entry \(url) is there twice, or its resource has another id"
    case .unresolved(let reference, let path): "\(path) names \(reference), which is not in the bundle"
    case .missing(let path): "\(path) is missing"
    case .unknownCode(let code, let path): "\(path) has the code \(code), which is not in its value set"
    case .cardinality(let path): "\(path) is a list where there is one, or one where there is a list"
    case .void(let path): "\(path) is empty"
    case .notAPercentage(let number, let path): "\(path) is \(number), which is not a percentage"
    case .valueAndNone(let path): "\(path) has a value and a reason for none"
    }
  }
}
