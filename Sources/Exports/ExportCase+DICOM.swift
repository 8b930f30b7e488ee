import Casework
import DICOMEncoding
import Documents
import Sentences
import UseCases

extension ExportCase {
  /// A structured report of the case, or an object of each slide that has tiles.
  ///
  /// - Throws: `nothingToTell` where nothing of model or reader is told; `dicom`, with the first slide that is in the
  ///   way: a case leaves with all its slides or not at all.
  func dicom(
    of file: CaseFile, as format: ExportFormat, _ wishes: ExportWishes
  ) async throws(ExportFailure) -> [ExportedFile] {
    do throws(CaseStoreFailure) { try file.requireTold(.finding) } catch { throw .store(error) }
    let identity = PatientIdentity(of: file, asked: wishes.identities, permitted: wishes.mayTellIdentities)
    let result = CaseResult(
      file, identity: identity, software: tools.software, writtenAt: tools.clock.timestamp())
    guard result.finding != nil || result.file.standing != nil else { throw .nothingToTell(id: file.id, format) }
    switch format {
    case .structuredReport: return [try report(result)]
    case .parametricMap:
      return try objects(of: result, as: format, ending: "pm") { slide, tiles throws(DICOMTilesProblem) in
        try DICOMAttentionMap(result, slide, tiles, digest: tools.cryptography.chainDigest).file
      }
    case .annotations:
      return try objects(of: result, as: format, ending: "ann") { slide, tiles throws(DICOMTilesProblem) in
        try DICOMAnnotations(result, slide, tiles, digest: tools.cryptography.chainDigest).file
      }
    case .pdf, .html, .fhir, .hl7, .geojson, .png, .sectra: throw .nothingToTell(id: file.id, format)
    }
  }

  private func report(_ result: CaseResult) throws(ExportFailure) -> ExportedFile {
    let slides = try slides(of: result)
    let report = DICOMReport(result, slides: slides, digest: tools.cryptography.chainDigest)
    return ExportedFile(name: ExportedFile.stem(of: result.file.id) + ".sr.dcm", bytes: report.file.bytes)
  }

  private func objects(
    of result: CaseResult, as format: ExportFormat, ending: String,
    _ object: (DICOMSlide, [TileFinding]) throws(DICOMTilesProblem) -> DICOMFile
  ) throws(ExportFailure) -> [ExportedFile] {
    let id = result.file.id
    guard let finding = result.finding, finding.resultFile != nil, result.standing.hasValues else {
      throw .nothingToTell(id: id, format)
    }
    let slides = try slides(of: result)
    let tiles = try self.tiles(of: finding)?.read ?? []
    var files: [ExportedFile] = []
    for (index, slide) in slides.enumerated() {
      let own = tiles.filter { $0.slide == index }
      guard !own.isEmpty else { continue }
      do throws(DICOMTilesProblem) {
        let name = ExportedFile.stem(of: id, slide: index) + ".\(ending).dcm"
        files.append(ExportedFile(name: name, bytes: try object(slide, own).bytes))
      } catch {
        throw .dicom(id: id, slide: result.file.record.slides[index].fileName, .tiles(error))
      }
    }
    guard !files.isEmpty else { throw .nothingToTell(id: id, format) }
    return files
  }

  /// What the headers of the slides say, each of the file that was registered and scored.
  private func slides(of result: CaseResult) throws(ExportFailure) -> [DICOMSlide] {
    let file = result.file
    let contents = file.scoredContents(upon: result.finding?.id)
    var slides: [DICOMSlide] = []
    for (slide, content) in zip(file.record.slides, contents) {
      do throws(DICOMSlideProblem) {
        let own = try DICOMSlideFile.slide(of: slide)
        try requireOwn(slide, content, in: file.id)
        if let first = slides.first, !own.identity.canBe(first.identity) { throw .otherPatient }
        if result.identity != nil, let unread = own.identity.unread { throw .characters(unread) }
        slides.append(own)
      } catch {
        throw .dicom(id: file.id, slide: slide.fileName, error)
      }
    }
    return slides
  }

  /// The object would carry another patient's study, were the file another one.
  private func requireOwn(
    _ slide: CaseSlide, _ content: SlideContent, in id: String
  ) throws(DICOMSlideProblem) {
    do { try SlideAccess.files.requireScored(slide, content, in: id) } catch {
      throw .changed(words(for: error) ?? CommandFailure(.ourFault, sentence(of: error)))
    }
  }
}

extension DICOMSlide.Identity {
  /// Whether both can be one patient: what both say of number and name is the same.
  fileprivate func canBe(_ other: DICOMSlide.Identity) -> Bool {
    let pairs = [(patientID, other.patientID), (patientName, other.patientName), (birthDate, other.birthDate)]
    return pairs.allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
  }
}
