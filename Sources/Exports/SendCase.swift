import Casework
import Console
import Files
import UseCases

/// A case in a format, to where somebody wants it.
package struct SendCase: Sendable {
  let export: ExportCase

  /// Sends what `export` makes.
  package init(_ export: ExportCase) { self.export = export }

  /// What came of it.
  package enum Outcome: Hashable, Sendable {
    /// For stdout, as it is.
    case text([UInt8])
    /// The files that were written, each whole.
    case written([String])
  }

  /// Sends the case of that name.
  ///
  /// - Parameters:
  ///   - out: a file or a folder; where nothing is said one text goes to stdout, all else into the present folder.
  ///   - remark: is told what is missing in what was sent.
  /// - Throws: ``ExportFailure``; nothing was written then, or whole files alone.
  package func callAsFunction(
    _ id: String, as format: ExportFormat, _ wishes: ExportWishes = ExportWishes(), to out: String? = nil,
    remark: @Sendable (String) -> Void = { _ in }
  ) async throws(ExportFailure) -> Outcome {
    let place = ExportPlace(out)
    // What takes long to make is not made for a place that is none.
    guard FilePaths.isFolder(place.folder) else {
      throw .given(.noFolder(path: out ?? place.folder, folder: place.folder))
    }
    let files = try await export.files(of: id, as: format, wishes.meant(for: place, format))
    let outcome = try await send(files, of: id, as: format, to: place, wishes)
    files.flatMap(\.remarks).forEach(remark)
    return outcome
  }

  private func send(
    _ files: [ExportedFile], of id: String, as format: ExportFormat, to place: ExportPlace, _ wishes: ExportWishes
  ) async throws(ExportFailure) -> Outcome {
    switch place {
    case .notSaid:
      if format.isText, files.count == 1 { return .text(files[0].bytes) }
      return .written(try await write(files, of: id, to: place.folder, wishes))
    case .folder(let path): return .written(try await write(files, of: id, to: path, wishes))
    case .file(let path), .stream(let path):
      return .written(try await write(try named(files, as: path), of: id, to: place.folder, wishes))
    }
  }

  /// The one file that is asked for under the name of `path`, and the proof beside it under its own.
  private func named(_ files: [ExportedFile], as path: String) throws(ExportFailure) -> [ExportedFile] {
    let (name, count) = (FilePaths.parted(path).name, files.count { !$0.isProof })
    let named = files.map { $0.isProof ? $0 : ExportedFile(name: name, bytes: $0.bytes) }
    guard count == 1, Set(named.map(\.name)).count == named.count else {
      throw .oneFile(path: path, count: files.count)
    }
    return named
  }

  /// Writes the files; those that may name the patient for their owner alone.
  private func write(
    _ files: [ExportedFile], of id: String, to folder: String, _ wishes: ExportWishes
  ) async throws(ExportFailure) -> [String] {
    try await requirePlaces(files.map { folder + "/" + $0.name }, of: id)
    let mode: UInt32 = wishes.identities && wishes.mayTellIdentities ? 0o600 : 0o644
    let partial = files.map { AtomicFile.partial(of: folder + "/" + $0.name) }
    return try Leftovers.removed(ifEndedWhile: partial) { () throws(ExportFailure) in
      try ExportFolder(folder).put(files, mode: mode)
    }
  }

  /// Nothing is written where one of the files cannot be. A slide is never replaced, however its file begins.
  private func requirePlaces(_ paths: [String], of id: String) async throws(ExportFailure) {
    for path in paths {
      do throws(GivenFileFailure) { try GivenFile.requirePlace(at: path) } catch { throw .given(error) }
    }
    let slides = try await export.caseFile(id).record.slides
    let lost = paths.first { path in slides.contains { FilePaths.areSame($0.path, path) } }
    if let lost { throw .given(.irreplaceable(path: lost, .slide)) }
  }
}

extension ExportWishes {
  /// The same, with what `place` says of names.
  fileprivate func meant(for place: ExportPlace, _ format: ExportFormat) -> ExportWishes {
    var wishes = self
    switch place {
    case .notSaid: wishes.standsAlone = format.isText
    case .folder: break
    case .file(let path): wishes.name = FilePaths.parted(path).name
    case .stream: wishes.standsAlone = true
    }
    return wishes
  }
}

extension ExportedFile {
  /// Whether it proves another one.
  fileprivate var isProof: Bool { name.hasSuffix(ExportedFile.proofEnding) }
}
