import Foundation

/// That the tour of the workstation was shown on this machine: a file in the folder of the program's state.
public struct TourMark: Sendable {
  private let path: String

  /// The mark in the folder of state of these places.
  public init(_ places: Places) { path = places.state + "/tour-shown" }

  /// Whether the tour was never shown; from now on it was. Where that cannot be kept it counts as shown, so that it
  /// does not come again and again.
  public func take() -> Bool {
    guard !FileManager.default.fileExists(atPath: path) else { return false }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      return false
    }
    return true
  }
}
