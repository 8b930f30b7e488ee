import UseCases

extension ManifestReadingFailure: Worded {
  package var words: CommandFailure {
    switch self {
    case .table(let path, let failure):
      CommandFailure(.badData, failure.sentence(table: path) + "; nothing was taken over")
    case .cases(let path, let faults):
      Self.words(
        faults.map { $0.words(manifest: path) },
        "nothing was taken over; correct them, or leave these cases out with --skip")
    case .nothingLeft(let path, let faults):
      CommandFailure(
        .badData,
        Self.words(faults.map { $0.words(manifest: path) }, "every case was left out; correct the table").sentence)
    }
  }

  /// Several failures in one sentence, the first of them in full.
  private static func words(_ failures: [CommandFailure], _ remedy: String) -> CommandFailure {
    let shown = failures.prefix(5).map(\.sentence).joined(separator: "; ")
    let more = failures.count > 5 ? "; and \(failures.count - 5) more problems" : ""
    let isOfOneKind = Set(failures.map(\.exit)).count == 1
    return CommandFailure(
      isOfOneKind ? failures[0].exit : .badData, "\(shown)\(more); \(remedy)")
  }
}

extension ManifestFault {
  /// What is wrong, on which line of the manifest.
  package func words(manifest path: String) -> CommandFailure {
    switch cause {
    case .row(let problem): problem.words(path: path)
    case .registered(let id):
      CommandFailure(.badData, "\(path), line \(line): the case \(id) is in the casebook already")
    case .slide(let line, let error):
      CommandFailure(
        Sentences.words(for: error)?.exit ?? .ourFault,
        "\(path), line \(line), column slide: \(sentence(of: error))")
    }
  }
}
