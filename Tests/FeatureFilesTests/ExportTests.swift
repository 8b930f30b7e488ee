import Microscopy
import FeatureFiles
import Files
import Foundation
import Testing

@Suite("Feature files for other tools")
final class ExportTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Six tiles of 112 um of a slide of 0.25 um/px.
  private func tiles(count: Int = 6, labels: [UInt8]? = nil, sides: [Int64]? = nil) -> TileFeatures {
    TileFeatures(
      features: Fixture.features(tiles: count), width: 4,
      columns: TileColumns(
        corners: Array(Fixture.grid(448).prefix(count * 2)), sides: sides ?? [Int64](repeating: 448, count: count)),
      labels: labels, encoder: "phikon", slide: "größe 1.svs",
      mpp: 0.5, tilePixels: 224, frame: SlideFrame(mpp: 0.25, width: 2220, height: 2967))
  }

  @Test("what is written reads back, of no tile too", arguments: ExportLayout.allCases, [0, 6])
  func roundTrip(layout: ExportLayout, count: Int) throws {
    let path = "\(folder)/\(layout).h5"
    var written = tiles(count: count, labels: (0..<count).map { UInt8($0 % 2) })
    written.precision = "bf16"
    written.encoderDigest = "7b0474dd"
    try written.write(to: path, as: layout)
    let read = try TileFeatures(path: path, context: FeatureFileContext(slideMPP: 0.25))
    #expect(read.features == written.features)
    #expect(read.width == 4)
    #expect(read.corners == written.corners)
    #expect(read.sides == written.sides)
    #expect(read.labels == written.labels)
    #expect(read.encoder == "phikon" && read.precision == "bf16")
    #expect(read.encoderDigest == "7b0474dd")
    #expect(read.mpp == 0.5)
    #expect(read.tilePixels == 224)
    #expect(read.frame.mpp == 0.25)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["\(layout).h5"])
  }

  @Test("the ending says the layout; the same tiles give the same bytes")
  func endings() throws {
    try tiles().write(to: "\(folder)/a.h5")
    try tiles().write(to: "\(folder)/b.HDF5")
    try tiles().write(to: "\(folder)/c.safetensors")
    #expect(try FeatureMatrix(path: "\(folder)/a.h5").layout == .trident)
    #expect(try FeatureMatrix(path: "\(folder)/c.safetensors").layout == .coverslip)
    let bytes = try ["a.h5", "b.HDF5"].map { try WholeFile.read("\(folder)/\($0)", limit: 1 << 20) }
    #expect(bytes[0] == bytes[1])
    let path = "\(folder)/d.csv"
    #expect(throws: FeatureFileFailure.notExportable(file: path, fault: .unknownEnding)) {
      try tiles().write(to: path)
    }
  }

  @Test("what a layout cannot carry is named")
  func refused() throws {
    let path = "\(folder)/x.h5"
    #expect(throws: FeatureFileFailure.notExportable(file: path, fault: .mixedSides(.trident, 448, 449))) {
      try tiles(count: 2, sides: [448, 449]).write(to: path)
    }
    let bare = TileFeatures(
      features: [], width: 4, columns: TileColumns(corners: [], sides: []), encoder: nil, slide: nil, mpp: nil,
      tilePixels: nil)
    #expect(throws: FeatureFileFailure.notExportable(file: path, fault: .missing(.stamp, .slideMPP))) {
      try bare.write(to: path, as: .stamp)
    }
    #expect(throws: FeatureFileFailure.self) { try tiles().write(to: "\(folder)/none/x.h5") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test("several threads may read and write at once")
  func threads() async throws {
    let (folder, tiles) = (folder, tiles())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          try tiles.write(to: "\(folder)/\(task).h5")
          #expect(try TileFeatures(path: "\(folder)/\(task).h5").corners == tiles.corners)
        }
      }
      try await group.waitForAll()
    }
  }

  @Test(
    "Python's h5py finds the layout of the tool", .enabled(if: Python.hasHDF5, "python3 has no h5py"),
    arguments: [ExportLayout.clam, .trident, .stamp])
  func python(layout: ExportLayout) throws {
    let path = "\(folder)/\(layout).h5"
    try tiles().write(to: path, as: layout)
    let found = try JSONDecoder().decode(
      Found.self, from: Python.output([Fixture.path("check_layout.py"), "\(layout)", path]))
    #expect(found.features.flatMap { $0 } == Fixture.features())
    let scale = layout == .stamp ? 0.25 : 1
    #expect(found.coords.flatMap { $0 } == Fixture.grid(448).map { Double($0) * scale })
    let types = [ExportLayout.clam: "int32", .trident: "int64", .stamp: "float32"]
    #expect(found.types == ["float32", types[layout]])
    for (name, value) in expected(layout) { #expect(found.attributes[name] == value, "\(name)") }
    #expect(found.feature_attributes["encoder"] == (layout == .trident ? .text("phikon") : nil))
  }

  private func expected(_ layout: ExportLayout) -> [String: Found.Value] {
    switch layout {
    case .coverslip: [:]
    case .clam:
      [
        "patch_size": .number(448), "patch_level": .number(0), "downsample": .numbers([1, 1]),
        "level_dim": .numbers([2220, 2967]), "name": .text("größe 1"),
      ]
    case .trident:
      [
        "patch_size": .number(224), "patch_size_level0": .number(448), "level0_magnification": .number(40),
        "target_magnification": .number(20), "overlap": .number(0), "name": .text("größe 1"),
        "level0_width": .number(2220), "level0_height": .number(2967),
      ]
    case .stamp:
      [
        "tile_size_um": .number(112), "tile_size_px": .number(224), "unit": .text("um"),
        "stamp_version": .text("2.1.0"), "extractor": .text("phikon"), "feat_type": .text("tile"),
      ]
    }
  }
}

/// What `check_layout.py` prints.
private struct Found: Decodable {
  enum Value: Decodable, Equatable {
    case number(Double)
    case numbers([Double])
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let numbers = try? container.decode([Double].self) {
        self = .numbers(numbers)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  let features: [[Float]]
  let coords: [[Double]]
  let types: [String]
  let attributes: [String: Value]
  let feature_attributes: [String: Value]
}

/// `python3` of the PATH.
private enum Python {
  static let hasHDF5 = (try? run(["-c", "import h5py"]).status) == 0

  static func output(_ arguments: [String]) throws -> Data { try run(arguments).output }

  private static func run(_ arguments: [String]) throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
