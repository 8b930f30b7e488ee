import Basics
import Casework
import Cryptography
import FeatureFiles
import Files
import Foundation

/// Drafts that the casebook could not take, each in a file of its own, until it can.
///
/// A file lies beside the casebook, or where that cannot be written in the folder of the program's state. It is read
/// only by its owner, and is taken back into the casebook when the same person opens the case again.
package struct DraftKeeper: DraftShelf {
  /// The casebook.
  package let path: String
  /// Where to keep a draft that cannot lie beside the casebook.
  package let folder: String
  /// Whose drafts.
  package let actor: String
  private let clock: WallClock

  /// Keeps the drafts of `actor`, a reviewer, beside the casebook at `path`, or else in `folder`.
  package init(path: String, folder: String, actor: String, clock: WallClock) {
    self.path = path
    self.folder = folder
    self.actor = actor
    self.clock = clock
  }

  /// Keeps `draft`; the file's path, or `nil` where it could not be written anywhere.
  package func keep(_ draft: SignOffDraft, of caseID: String) -> String? {
    guard case .object(let members)? = try? JSONValue(parsing: draft.canonicalBytes) else { return nil }
    let content = JSONValue.object(
      members + [
        JSONMember("case", .string(caseID)), JSONMember("casebook", .string(path)),
        JSONMember("saved", .string(clock.timestamp())),
      ])
    for place in places(of: caseID) {
      try? FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: place).deletingLastPathComponent().path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let bytes = Array((content.prettyText + "\n").utf8)
      if (try? AtomicFile.write(bytes, to: place, mode: 0o600, followsLinks: false)) != nil { return place }
    }
    return nil
  }

  /// The draft that is kept of a case.
  package func draft(of caseID: String) -> SignOffDraft? {
    for place in places(of: caseID) {
      guard let bytes = FileManager.default.contents(atPath: place) else { continue }
      if let draft = try? SignOffDraft(parsing: Array(bytes)) { return draft }
    }
    return nil
  }

  /// Takes away what is kept of a case: the casebook has it, or a signature has taken its place.
  package func forget(_ caseID: String) { places(of: caseID).forEach { unlink($0) } }

  /// Named after the case as far as it can be, and after case, casebook and person together.
  private func places(of caseID: String) -> [String] {
    let safe = caseID.prefix(40).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    let digest = SHA256Hex.digest(Array("\(caseID)\u{0}\(path)\u{0}\(actor)".utf8)).prefix(8)
    let name = "draft-\(String(safe))-\(digest).json"
    return ["\(path).\(name)", "\(folder)/\(name)"]
  }
}
