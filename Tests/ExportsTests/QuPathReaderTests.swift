import Basics
import Casework
import Documents
import Foundation
import Microscopy
import Testing

/// QuPath's own reader of GeoJSON, on machines that have QuPath.
@Suite("QuPath itself")
struct QuPathReaderTests {
  private static func run(_ arguments: [String]) -> (status: Int32, output: String)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    (process.standardError, process.standardInput) = (FileHandle.nullDevice, FileHandle.nullDevice)
    guard (try? process.run()) != nil else { return nil }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  private static let isHere = run(["QuPath", "--version"])?.status == 0

  @Test("reads what people have marked as annotations", .enabled(if: isHere, "there is no QuPath on the PATH"))
  func reads() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("qupath-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let region = MarkedRegion(
      .rectangle(SlideRegion(x: 10.5, y: 20, width: 30, height: 40)), id: "11111111-1111-4111-8111-111111111111",
      name: "in situ", measurements: ["Area mm^2": 0.5])
    let frame = RegionFrame(corner: RegionPoint(x: 10, y: 20), origin: .quPath)
    try RegionFile.text(of: [region], frame: frame)
      .write(toFile: folder + "/marks.geojson", atomically: true, encoding: .utf8)
    let script = """
      def objects = qupath.lib.io.PathIO.readObjects(new File("\(folder)/marks.geojson").toPath())
      objects.each { println "READ " + it.isAnnotation() + " " + it.getName() + " " + it.getROI().getBoundsX() }
      """
    try script.write(toFile: folder + "/read.groovy", atomically: true, encoding: .utf8)
    let ran = try #require(Self.run(["QuPath", "script", folder + "/read.groovy"]))
    #expect(ran.output.contains("READ true in situ 0.5"), "\(ran.output)")
  }
}
