import Microscopy
import FeatureFiles
import Files
import Foundation
import Testing

@Suite("Feature files that no tool writes")
final class HostileFeatureFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  @Test("a link to a name or to another file is not followed, nor values that lie elsewhere")
  func links() {
    for name in ["hostile.links.h5", "hostile.external.h5"] {
      let path = Fixture.path(name)
      #expect(throws: FeatureFileFailure.indirect(file: path, dataset: "features")) { try TileFeatures(path: path) }
    }
  }

  @Test(
    "values that the file does not hold are not allocated",
    arguments: [
      ("hostile.huge.h5", [1 << 40, 1536]), ("hostile.unwritten.h5", [1 << 16, 1536]), ("hostile.chunk.h5", [6, 4]),
    ] as [(String, [Int])])
  func huge(name: String, shape: [Int]) {
    let path = Fixture.path(name)
    #expect {
      try TileFeatures(path: path)
    } throws: { error in
      guard case FeatureFileFailure.notStored(path, "features", shape, _) = error else { return false }
      return true
    }
  }

  @Test("compressed chunks that were never written are counted, not read as zeros")
  func missingChunks() {
    let path = Fixture.path("hostile.gap.h5")
    #expect(throws: FeatureFileFailure.missingChunks(file: path, dataset: "features", expected: 3, found: 2)) {
      try TileFeatures(path: path)
    }
  }

  @Test("a patches file of CLAM is no feature file, and is told as what it is")
  func patches() {
    let path = Fixture.path("clam.patches.h5")
    #expect(throws: FeatureFileFailure.patchesFile(file: path)) { try FeatureMatrix(path: path) }
    #expect(throws: FeatureFileFailure.patchesFile(file: path)) { try TileFeatures(path: path) }
  }

  @Test("text, a group, a poisoned number, a vector, other rows, text for a number")
  func contents() {
    func refused(_ name: String, _ failure: (String) -> FeatureFileFailure) {
      let path = Fixture.path(name)
      #expect(throws: failure(path)) { try TileFeatures(path: path) }
    }
    refused("hostile.text.h5") { .notNumbers(file: $0, dataset: "features", found: "text") }
    refused("hostile.nan.h5") { .badValue(file: $0, tensor: "features", offset: nil, index: 14) }
    refused("hostile.rank.h5") {
      .unexpectedShape(file: $0, tensor: "features", offset: nil, expected: [-1, -1], found: [4])
    }
    refused("hostile.rows.h5") { .rowsDisagree(file: $0, features: 6, coordinates: 5) }
    refused("hostile.attribute.h5") { .badMetadata(file: $0, key: "patch_size_level0", value: "large") }
    refused("trident.lzf.h5") { .missingFilter(file: $0, dataset: "features", filter: "lzf") }
    refused("hostile.group.h5") {
      .hdf5(file: $0, operation: "read", object: "features", reason: "not a dataset")
    }
  }

  @Test("a cut file is refused wherever it is cut")
  func cut() throws {
    let whole = try WholeFile.read(Fixture.path("trident.h5"), limit: 1 << 20)
    let path = "\(folder)/cut.h5"
    for length in stride(from: 8, to: whole.count, by: 997) {
      try AtomicFile.write(Array(whole[..<length]), to: path)
      #expect(throws: FeatureFileFailure.self) { try TileFeatures(path: path) }
    }
  }

  @Test("what is no feature file at all")
  func foreign() throws {
    let path = "\(folder)/foreign"
    try AtomicFile.write(Array("PK\u{3}\u{4}archive/data.pkl".utf8), to: path)
    #expect(throws: FeatureFileFailure.pickle(file: path)) { try TileFeatures(path: path) }
    let entry = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [12, 0, 0, 0]
    try AtomicFile.write(entry + Array("features.npy".utf8) + [0x93], to: path)
    #expect(throws: FeatureFileFailure.numPyArchive(file: path)) { try FeatureMatrix(path: path) }
    try AtomicFile.write([0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46], to: path)
    #expect(throws: FeatureFileFailure.pickle(file: path)) { try FeatureMatrix(path: path) }
    try AtomicFile.write(Array("patient,slide\n1,a.svs\n".utf8), to: path)
    #expect(throws: FeatureFileFailure.self) { try TileFeatures(path: path) }
    #expect(throws: FeatureFileFailure.file(.notAFile(file: folder))) { try TileFeatures(path: folder) }
    #expect(throws: FeatureFileFailure.file(.system(file: "\(folder)/absent", operation: "open", code: 2))) {
      try TileFeatures(path: "\(folder)/absent")
    }
  }

  @Test(
    "our own file: corners and sides that no slide has",
    arguments: [
      ("coords", 3, Int64.max), ("coords", 0, Int64.min), ("side", 1, Int64.max), ("side", 0, 0), ("side", 1, -8),
    ])
  func places(tensor: String, index: Int, value: Int64) throws {
    var (corners, sides): ([Int64], [Int64]) = ([0, 0, 224, 0], [224, 224])
    if tensor == "coords" { corners[index] = value } else { sides[index] = value }
    let path = "\(folder)/places.safetensors"
    try TileFeatures(
      features: [1, 2], width: 1, columns: TileColumns(corners: corners, sides: sides), encoder: nil, slide: nil,
      mpp: nil, tilePixels: nil
    ).write(to: path)
    #expect {
      try TileFeatures(path: path)
    } throws: { error in
      guard case FeatureFileFailure.badValue(path, tensor, _, index) = error else { return false }
      return true
    }
  }

  @Test("NumPy: columns first, objects, a shape that the file does not hold, a cut header")
  func numPy() throws {
    let fortran = Fixture.path("owkin.fortran.npy")
    #expect {
      try TileFeatures(path: fortran)
    } throws: { error in
      guard case FeatureFileFailure.badNumPy(fortran, _, "False: rows one after the other") = error else {
        return false
      }
      return true
    }
    try refused("{'descr': '|O', 'fortran_order': False, 'shape': (3,), }") {
      .badNumPy(file: $0, offset: 20, expected: "<f2, <f4 or <f8")
    }
    try refused("{'descr': '<f4', 'fortran_order': False, 'shape': (9000000000000000000, 771), }") {
      .file(.truncated(file: $0, offset: 89, expected: Int.max, found: 0))
    }
    try refused("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 9000000000000000000), }") {
      .unexpectedShape(
        file: $0, tensor: "array", offset: 87, expected: [-1, -1], found: [0, 9_000_000_000_000_000_000])
    }
    try refused("{'descr': '<f4', 'fortran_order': False, 'shape': (2, ") {
      .badNumPy(file: $0, offset: 64, expected: ")")
    }
  }

  private func refused(_ header: String, _ failure: (String) -> FeatureFileFailure) throws {
    let path = "\(folder)/array.npy"
    let magic = [0x93] + Array("NUMPY".utf8) + [1, 0]
    try AtomicFile.write(magic + [UInt8(header.utf8.count), 0] + Array(header.utf8), to: path)
    #expect(throws: failure(path)) { try TileFeatures(path: path) }
  }
}
