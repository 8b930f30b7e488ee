import Basics
import Casework
import Cryptography
import DICOMEncoding
import Exports
import Foundation
import Microscopy
import Prognosis
import Testing
import UseCases

@Suite("Cases that leave as DICOM objects")
struct DICOMExportTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dicom-\(UUID().uuidString)")

  private struct Missing: Error {}

  private let header: DICOMDataSet = [
    .sopClassUID: .text(DICOMUID.wholeSlideImage), .studyInstanceUID: .text("1.2.3"),
    .seriesInstanceUID: .text("1.2.3.4"), .sopInstanceUID: .text("1.2.3.4.5"), .frameOfReferenceUID: .text("1.2.9"),
    .imageType: .texts(["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]), .patientID: .text("MRN-1"),
    .totalPixelMatrixColumns: .longs([2220]), .totalPixelMatrixRows: .longs([2967]),
    .totalPixelMatrixOriginSequence: .item([
      .xOffsetInSlideCoordinateSystem: .text("20"), .yOffsetInSlideCoordinateSystem: .text("40"),
    ]), .imageOrientationSlide: .texts(["0", "-1", "0", "-1", "0", "0"]),
    .sharedFunctionalGroupsSequence: .item([
      .pixelMeasuresSequence: .item([.pixelSpacing: .texts(["0.0005", "0.0005"])])
    ]),
  ]

  /// Writes the header of a slide as a file, with 4 pixels of nothing; its path.
  private func slide(_ name: String, _ change: DICOMDataSet = [:]) throws -> String {
    let set = header.merging(change).merging([.pixelData: .bytes([0, 0, 0, 0])])
    return try write(name, DICOMFile(set).bytes)
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: path)
    return path.path
  }

  /// A casebook with a case of these slides that is scored, and its export.
  private func export(_ paths: [String], protocol reading: ReadingProtocol = .open) throws -> ExportCase {
    guard let mpp = MicronsPerPixel(x: 0.5, y: 0.5) else { throw Missing() }
    let slides = paths.map { path in
      var slide = CaseSlide(
        path: path, size: PixelSize(width: 2220, height: 2967), mpp: mpp, mppGiven: false, objective: 20,
        vendor: path.hasSuffix(".svs") ? "aperio" : "dicom")
      slide.quickDigest = try? SlideAccess.files.quickDigest(path)
      return slide
    }
    let store = MemoryCaseStore(actor: "Ann", now: { "2026-11-02T11:00:00Z" }, digest: SHA256Hex.digest)
    try store.register([Case(id: "S26/1", patient: "P-17", slides: slides)])
    if reading.asksFirstCall {
      try store.set(ProtocolSetting(readingProtocol: reading, reviewer: "Ann"), for: "S26/1", signer: nil)
    }
    let model = ModelIdentity(
      name: "demonstration", version: "1", digest: String(repeating: "a", count: 64), demonstration: true,
      threshold: 0.05)
    try store.record(
      Finding(
        id: "f-1", model: model, software: "Coverslip 0.2", computedAt: "2026-11-02T10:00:00Z", tiles: 3,
        tilesAvailable: 3, tissueMM2: 1, probability5y: 0.25, call: .high, resultFile: "/findings/f-1.safetensors"),
      for: "S26/1")
    var tools = ExportTools.files(
      of: store, at: folder.path + "/casebook.sqlite", bundle: folder.path, software: "Coverslip 0.2", .usual)
    tools.pictures.tiles = { _ in
      PictureTiles(
        TileFindings(
          slides: [0, 0, 1], columns: TileColumns(corners: [0, 0, 400, 200, 0, 0], sides: [200, 200, 200]),
          attention: [0.25, 0.5, 0.25], contribution: [1, -1, 0], model: "demonstration 1", modelDigest: "a"))
    }
    return ExportCase(store: store, tools: tools)
  }

  private func removed() { try? FileManager.default.removeItem(at: folder) }

  @Test("are one report of the case, and a map and annotations of each slide that has tiles")
  func files() async throws {
    defer { removed() }
    let second: DICOMDataSet = [.sopInstanceUID: .text("1.2.3.5.5"), .seriesInstanceUID: .text("1.2.3.5")]
    let export = try export([try slide("a/1.dcm"), try slide("b/1.dcm", second)])
    let report = try await export.files(of: "S26/1", as: .structuredReport)
    let maps = try await export.files(of: "S26/1", as: .parametricMap)
    let annotations = try await export.files(of: "S26/1", as: .annotations)
    let stem = ExportedFile.stem(of: "S26/1")
    #expect(report.map(\.name) == [stem + ".sr.dcm"])
    #expect(maps.map(\.name) == [stem + ".pm.dcm", stem + "-slide2.pm.dcm"])
    #expect(annotations.map(\.name) == [stem + ".ann.dcm", stem + "-slide2.ann.dcm"])
    let sources = try maps.map { file in
      try DICOMHeader(file.bytes).dataSet.items(.sourceImageSequence).first?.text(.referencedSOPInstanceUID)
    }
    #expect(sources == ["1.2.3.4.5", "1.2.3.5.5"])
    let set = try DICOMHeader(try #require(report.first).bytes).dataSet
    let series = set.items(.currentRequestedProcedureEvidenceSequence).first?.items(.referencedSeriesSequence)
    #expect(series?.map { $0.text(.seriesInstanceUID) } == ["1.2.3.4", "1.2.3.5"])
    #expect(set.text(.verificationFlag) == "UNVERIFIED" && set.text(.patientID) == "S26/1")
  }

  @Test("are the patient's own only where identities are asked for and may leave")
  func identities() async throws {
    defer { removed() }
    let export = try export([try slide("1.dcm")])
    func patient(_ wishes: ExportWishes) async throws -> String? {
      let file = try await export.files(of: "S26/1", as: .structuredReport, wishes).first
      return try DICOMHeader(try #require(file).bytes).dataSet.text(.patientID)
    }
    #expect(try await patient(ExportWishes(identities: true, mayTellIdentities: true)) == "MRN-1")
    #expect(try await patient(ExportWishes(identities: true)) == "S26/1")
    #expect(try await patient(ExportWishes(mayTellIdentities: true)) == "S26/1")
  }

  @Test("are about the image of the series that was registered, whichever of its files was named")
  func series() async throws {
    defer { removed() }
    let label: DICOMDataSet = [
      .sopInstanceUID: .text("1.2.3.4.1"), .imageType: .texts(["ORIGINAL", "PRIMARY", "LABEL", "NONE"]),
    ]
    let quarter: DICOMDataSet = [
      .sopInstanceUID: .text("1.2.3.4.2"), .totalPixelMatrixColumns: .longs([555]),
      .totalPixelMatrixRows: .longs([741]),
    ]
    _ = try (slide("1.dcm", label), slide("3.dcm"))
    let export = try export([try slide("2.dcm", quarter)])
    let file = try #require(try await export.files(of: "S26/1", as: .annotations).first)
    let image = try DICOMHeader(file.bytes).dataSet.items(.referencedImageSequence).first
    #expect(image?.text(.referencedSOPInstanceUID) == "1.2.3.4.5")
  }

  @Test("are none where a slide is of another format, damaged, or another image: it is named, in one sentence")
  func failures() async throws {
    defer { removed() }
    let small: DICOMDataSet = [.totalPixelMatrixColumns: .longs([5])]
    let cut = Array(DICOMFile(header).bytes.prefix(300))
    let paths = [
      try write("old.svs", Array("II*".utf8)), try slide("small/1.dcm", small), try write("cut/1.dcm", cut),
      folder.path + "/gone.dcm",
    ]
    let words = [
      "slide old.svs: it is not a DICOM slide (aperio)", "slide 1.dcm: no file of its series has the 2220 x 2967 px",
      "slide 1.dcm: its file ends within its header", "slide gone.dcm: ",
    ]
    for (path, sentence) in zip(paths, words) {
      let export = try export([try slide("good/1.dcm"), path])
      for format in [ExportFormat.structuredReport, .parametricMap, .annotations] {
        do {
          _ = try await export.files(of: "S26/1", as: format)
          Issue.record("\(path) left as \(format)")
        } catch { #expect(error.words.sentence.hasPrefix("case S26/1, " + sentence)) }
      }
    }
  }

  /// The sentence with which the case does not leave.
  private func refusal(_ export: ExportCase, _ wishes: ExportWishes = ExportWishes()) async -> String? {
    do throws(ExportFailure) {
      _ = try await export.files(of: "S26/1", as: .structuredReport, wishes)
      return nil
    } catch { return error.words.sentence }
  }

  @Test("are none where another patient's slide lies in the place of the one that was registered")
  func replaced() async throws {
    defer { removed() }
    let export = try export([try slide("1.dcm")])
    #expect(await refusal(export) == nil)
    _ = try slide("1.dcm", [.patientID: .text("MRN-2"), .studyInstanceUID: .text("1.2.77")])
    #expect(await refusal(export)?.contains("not the one that was registered") == true)
  }

  @Test("are none of slides of two patients")
  func patients() async throws {
    defer { removed() }
    let other: DICOMDataSet = [.patientID: .text("MRN-2"), .seriesInstanceUID: .text("1.2.3.5")]
    let export = try export([try slide("a/1.dcm"), try slide("b/1.dcm", other)])
    #expect(await refusal(export)?.contains("another patient") == true)
  }

  @Test("name nobody by a name that cannot be read: that is said")
  func characters() async throws {
    defer { removed() }
    let file = DICOMFile(header.merging([.patientName: .text("Jose"), .pixelData: .bytes([0, 0, 0, 0])]))
    var bytes = file.bytes
    for (old, new) in [("ISO_IR 192", "ISO_IR 101"), ("Jose", "Jos\u{E9}")] {
      let wanted = Array(old.utf8)
      let place = try #require(bytes.indices.first { bytes[$0...].starts(with: wanted) })
      bytes.replaceSubrange(place..<place + wanted.count, with: new.unicodeScalars.map { UInt8($0.value) })
    }
    let export = try export([try write("1.dcm", bytes)])
    #expect(await refusal(export) == nil)
    let told = await refusal(export, ExportWishes(identities: true, mayTellIdentities: true))
    #expect(told?.contains("the character set ISO_IR 101, which is not read") == true)
  }

  @Test("are none of a case that is read blinded and not closed")
  func blinded() async throws {
    defer { removed() }
    let export = try export([try slide("1.dcm")], protocol: .double)
    for format in [ExportFormat.structuredReport, .parametricMap, .annotations] {
      do {
        _ = try await export.files(of: "S26/1", as: format)
        Issue.record("a blinded case left as \(format)")
      } catch { #expect(error.words.sentence.contains("withheld"), "\(error.words.sentence)") }
    }
  }
}
