import Foundation

/// The small feature files beside these tests; `make_fixtures.py` there makes them.
enum Fixture {
  static func path(_ name: String) -> String {
    Bundle.module.resourceURL?.appendingPathComponent("Fixtures/\(name)").path ?? name
  }

  /// Feature j of tile i is i + j / 8.
  static func features(tiles: Int = 6, width: Int = 4) -> [Float] {
    (0..<tiles).flatMap { tile in (0..<width).map { Float(tile) + Float($0) / 8 } }
  }

  /// Two columns, three rows, from (step, 0) on: x, y, x, y ...
  static func grid(_ step: Int64) -> [Int64] { [1, 0, 1, 1, 1, 2, 2, 0, 2, 1, 2, 2].map { $0 * step } }
}

/// The reference folder: `COVERSLIP_REFERENCE`, or `shared/reference` beside the checkout.
enum Reference {
  static let folder: String? = {
    if let given = ProcessInfo.processInfo.environment["COVERSLIP_REFERENCE"] { return given }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let candidate = place.deletingLastPathComponent().appendingPathComponent("shared/reference").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
    }
    return nil
  }()

  static func features(_ name: String) -> String { "\(folder ?? "")/features/\(name)" }
}
