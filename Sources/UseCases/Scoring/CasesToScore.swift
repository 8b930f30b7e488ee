import Casework
import NeuralNetworks

/// Which cases of a casebook are to be scored.
package enum CasesToScore: Hashable, Sendable {
  /// Those of these names, each once however often it was named.
  case named([String])
  /// All that are not signed, also those with a finding.
  case unsigned
  /// Those without a finding.
  case withoutFinding

  /// The cases, in the order of their names as they were given, else of the casebook.
  ///
  /// - Throws: that there is no case of a name; why the casebook cannot be read.
  package func files(of store: any CaseStore) async throws -> [CaseFile] {
    var files: [CaseFile] = []
    switch self {
    case .named(let names):
      for name in names {
        let file = try await store.caseFile(name)
        if !files.contains(where: { $0.id == file.id }) { files.append(file) }
      }
    case .unsigned: try await store.forEachCase { if $0.closingSignOff == nil { files.append($0) } }
    case .withoutFinding: try await store.forEachCase { if $0.finding == nil { files.append($0) } }
    }
    return files
  }
}

extension CaseScorer.TileSource {
  /// The slides' pixels, encoded as the bundle says; feature files where there are such.
  ///
  /// - Throws: an ``EncodingFailure`` where the bundle holds no encoder that can run here; what is wrong with its
  ///   weights.
  package static func of(_ bundle: ModelBundle, precision: Precision, files: FeatureSource?) throws -> Self {
    try files.map { .files($0) } ?? .slides(try SlideEncoder(of: bundle, precision: precision))
  }
}
