import Foundation
import Synchronization
import Testing

/// A casebook that is made once by commands, and copied for every test that begins there.
///
/// What a finding rests on, its slide and its tiles, stays where it is: a test that changes these makes its own.
final class CasebookTemplate: Sendable {
  /// A case S-1 of a sample slide, scored from some tiles.
  static let scored = CasebookTemplate { casebook, _ in
    let slide = OutsideTools.sample("SYN-001.svs")
    #expect(try Program.run("add", slide, "--case", "S-1", "--casebook", casebook).status == 0)
    let scored = try Program.run("score", "S-1", "--max-tiles", "40", "--casebook", casebook)
    #expect(scored.status == 0, "\(scored.error)")
  }

  /// Two such cases, S-1 and S-3, and a reviewer who may sign them.
  static let pair = CasebookTemplate { casebook, _ in
    try scored.copy(to: casebook)
    let slide = OutsideTools.sample("SYN-003.svs")
    #expect(try Program.run("add", slide, "--case", "S-3", "--casebook", casebook).status == 0)
    let scored = try Program.run("score", "S-3", "--max-tiles", "40", "--casebook", casebook)
    #expect(scored.status == 0, "\(scored.error)")
    try TestReviewer.ann.admit(to: casebook)
  }

  /// One such case, with a reviewer who may sign it.
  static let signable = CasebookTemplate { casebook, _ in
    try scored.copy(to: casebook)
    try TestReviewer.ann.admit(to: casebook)
  }

  /// The sample cases, scored as `make review` scores them.
  static let samples = CasebookTemplate { casebook, _ in
    let manifest = OutsideTools.sample("cases.csv")
    let prepared = try Program.run("prepare", "--manifest", manifest, "--casebook", casebook)
    #expect(prepared.status == 0, "\(prepared.error)")
  }

  private let scratch: Scratch?
  private static let name = "casebook.sqlite"

  /// The casebook that `make` makes, with a folder for what it needs meanwhile.
  init(_ make: (_ casebook: String, Scratch) throws -> Void) {
    scratch = try? Scratch()
    guard let scratch else { return }
    Leftovers.remember(scratch.path)
    #expect(throws: Never.self) { try make(scratch[Self.name], scratch) }
  }

  /// Puts a copy at `path`.
  func copy(to path: String) throws {
    let scratch = try #require(scratch)
    for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: scratch[Self.name] + ending) {
      try Data(contentsOf: URL(fileURLWithPath: scratch[Self.name] + ending))
        .write(to: URL(fileURLWithPath: path + ending))
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  /// The path of something else that was made with it, and is not to be changed.
  subscript(name: String) -> String { scratch?[name] ?? name }

  /// Folders that go when the tests end.
  private enum Leftovers {
    private static let paths = Mutex<[String]>([])

    static func remember(_ path: String) {
      let isFirst = paths.withLock { paths in
        paths.append(path)
        return paths.count == 1
      }
      guard isFirst else { return }
      atexit { Leftovers.paths.withLock { $0.forEach { try? FileManager.default.removeItem(atPath: $0) } } }
    }
  }
}
