import Casework
import DICOMEncoding
import Documents
import Foundation
import Testing

/// dicom3tools' `dciodvfy` and pydicom, where they are.
@Suite("DICOM objects, looked at by others")
struct DICOMValidationTests {
  /// What a program says on both streams; `nil` where it cannot be started.
  private static func run(_ arguments: [String]) -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  private static let hasValidator = run(["sh", "-c", "command -v dciodvfy"])?.status == 0
  private static let hasPydicom = run(["python3", "-c", "import pydicom"])?.status == 0

  /// Version 1.00~20220618 says this of every annotation in 2D, although the attribute is not there.
  private static let mistaken = "CommonZCoordinateValue(006a,0010)> - Only valid for AnnotationCoordinateType of 3D"

  /// Every object of a case in every standing, by a name.
  private func objects() throws -> [(name: String, file: DICOMFile)] {
    let reports = try Example.everyStanding().flatMap { standing, file in
      [
        ("\(standing)", try Example.dicomReport(file)),
        ("\(standing) identities", try Example.dicomReport(file, identity: Example.identity)),
      ]
    }
    let noCall = try Example.dicomReport(try Example.file(.scored, finding: Example.finding(call: .noCall)))
    let tiles = try [nil, Example.identity].flatMap { identity -> [(String, DICOMFile)] in
      let result = Example.result(try Example.file(.scored), identity: identity)
      let (slide, told) = (try Example.dicomSlide(), identity == nil ? "" : " identities")
      let map = try DICOMAttentionMap(result, slide, Example.gridTiles, digest: Example.digest)
      let annotations = try DICOMAnnotations(result, slide, Example.gridTiles, digest: Example.digest)
      return [("map" + told, map.file), ("annotations" + told, annotations.file)]
    }
    return reports + [("no call", noCall)] + tiles
  }

  /// Writes every object into a folder that goes with the body.
  private func withFiles(_ body: (_ paths: [String]) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dicom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(
      try objects().map { name, file in
        let path = folder.appendingPathComponent("\(name).dcm")
        try Data(file.bytes).write(to: path)
        return path.path
      })
  }

  @Test("have no errors for dicom3tools", .enabled(if: hasValidator, "there is no dciodvfy (Debian's dicom3tools)"))
  func dicom3tools() throws {
    try withFiles { paths in
      for path in paths {
        let lines = try #require(Self.run(["dciodvfy", "-new", path])).output.split(separator: "\n")
        let errors = lines.filter { $0.hasPrefix("Error") && !$0.hasSuffix(Self.mistaken) }
        #expect(errors.isEmpty, "\(path)")
        let kinds: Set<Substring> = ["Comprehensive3DSR", "ParametricMap", "MicroscopyBulkSimpleAnnotations"]
        #expect(!kinds.isDisjoint(with: lines), "\(path)")
      }
    }
  }

  @Test("are read by pydicom, element by element", .enabled(if: hasPydicom, "python3 has no pydicom"))
  func pydicom() throws {
    let script = """
      import sys, pydicom
      pydicom.config.settings.reading_validation_mode = pydicom.config.RAISE
      for path in sys.argv[1:]:
          data = pydicom.dcmread(path); str(data)
          assert data.file_meta.MediaStorageSOPInstanceUID == data.SOPInstanceUID, path
      """
    try withFiles { paths in
      let answer = try #require(Self.run(["python3", "-c", script] + paths))
      #expect(answer.status == 0, "\(answer.output)")
    }
  }
}
