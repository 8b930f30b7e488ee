import Basics
import FeatureFiles
import Foundation
import Microscopy
import Testing

@testable import NeuralNetworks

/// Folders of encoders with the features that their own library made: tiles, weights, configuration, expected features.
struct EncoderCase: Sendable, CustomTestStringConvertible {
  let folder: String
  let tiles: String

  var testDescription: String { URL(fileURLWithPath: folder).lastPathComponent }

  /// In the project, made by `Fixtures/encoders/make_fixtures.py`.
  static let fixtures: [EncoderCase] = {
    let root = fixtureFolder("encoders")
    return subfolders(of: root).map { folder in
      let side = (try? EncoderConfiguration(folder: folder))?.tilePixels?.value ?? 0
      return EncoderCase(folder: folder, tiles: "\(root)/tiles-\(side).safetensors")
    }
  }()

  /// In `COVERSLIP_REFERENCE`, or in `shared/reference` beside the checkout; none where it is absent.
  static let references: [EncoderCase] = {
    guard let root = referenceFolder() else { return [] }
    let tiles = "\(root)/encoders/tiles.safetensors"
    return subfolders(of: "\(root)/encoders").map { EncoderCase(folder: $0, tiles: tiles) }
  }()

  /// In the reference folder: facebookresearch's DINOv2, its features made by its own code.
  static let hub518: EncoderCase? = {
    guard let root = referenceFolder().map({ "\($0)/field-cases/networks" }),
      FileManager.default.fileExists(atPath: "\(root)/dinov2-hub-518/expected.safetensors")
    else { return nil }
    return EncoderCase(folder: "\(root)/dinov2-hub-518", tiles: "\(root)/tiles224.safetensors")
  }()

  /// The largest difference from the expected features, as a part of the largest of these.
  func deviation(of encoder: EncoderNetwork) throws -> Float {
    let expected = try SafetensorsFile(path: "\(folder)/expected.safetensors").floats("features")
    let found = encoder.encode(try images())
    guard found.count == expected.count else { return .infinity }
    let scale = expected.map(abs).max() ?? 0
    return (zip(found, expected).map { abs($0 - $1) }.max() ?? 0) / scale
  }

  /// The stack `tiles` [n, side, side, 3] as pictures.
  func images() throws -> [RGBAImage] {
    let file = try SafetensorsFile(path: tiles)
    let shape = try file.entry("tiles").shape
    let (side, values) = (shape[1], try file.integers("tiles"))
    return (0..<shape[0]).map { tile in
      let start = tile * side * side * 3
      let pixels = (0..<side * side * 4).map { index -> UInt8 in
        index % 4 == 3 ? 255 : UInt8(values[start + index / 4 * 3 + index % 4])
      }
      return RGBAImage(size: PixelSize(width: side, height: side), pixels: pixels)
    }
  }

  private static func subfolders(of root: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.sorted().map { "\(root)/\($0)" }.filter {
      FileManager.default.fileExists(atPath: "\($0)/expected.safetensors")
    }
  }

  private static func referenceFolder() -> String? {
    if let given = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] { return given }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let candidate = place.deletingLastPathComponent().appendingPathComponent("shared/reference").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
    }
    return nil
  }
}

/// A folder of `Fixtures`.
func fixtureFolder(_ name: String) -> String { "\(Bundle.module.resourcePath ?? "")/Fixtures/\(name)" }
