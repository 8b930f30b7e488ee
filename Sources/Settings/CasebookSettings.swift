import Casework
import Foundation

/// All that a laboratory has set in files beside a casebook.
public struct CasebookSettings: Sendable {
  /// What may be given as a reason.
  public let reasons: ReasonList
  /// How cases are read.
  public let reading: ReadingSettings
  /// What else is set.
  public let laboratory: LaboratorySettings
  /// Paths of the files that are there.
  public let files: [String]

  /// The settings of the casebook at `path`; the usual ones where no file is.
  ///
  /// - Throws: ``ReasonFailure``, ``ReadingSettingsFailure`` or ``LaboratorySettingsFailure`` for the first file that
  ///   is wrong.
  public init(beside path: String) throws {
    reasons = try ReasonFile.load(ReasonFile.file(beside: path))
    reading = try ReadingSettings.load(beside: path)
    laboratory = try LaboratorySettings.load(beside: path)
    files = Self.files(beside: path)
  }

  /// Paths of the files that are there beside the casebook at `path`, whatever is in them.
  public static func files(beside path: String) -> [String] {
    places(beside: path).filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// Paths of all such files of the casebook at `path`, whether they are there or not.
  public static func places(beside path: String) -> [String] {
    [ReasonFile.file(beside: path), ReadingSettings.file(beside: path), LaboratorySettings.file(beside: path)]
  }
}
