import Casework
import Console
import Workstation

extension Speech {
  /// Lines on stdout and from stdin, and passphrases at the terminal, which does not show them.
  ///
  /// - Parameters:
  ///   - explain: why there is no passphrase, in words.
  ///   - unsigned: what is not signed although the reader believes so, in words.
  package static func system(
    _ explain: @escaping (PassphraseFailure) -> String, unsigned: @escaping (UnsignedCase) -> String
  ) -> Speech {
    let lines = TypedLines()
    return Speech(
      say: { Standard.output($0) },
      hear: { milliseconds in
        switch lines.next(milliseconds: milliseconds) {
        case .line(let line): .line(line)
        case .cut: .lost(.tooLong)
        case .garbled: .lost(.notUTF8)
        case .silence: .silence
        case .end: .end
        }
      },
      settle: { lines.settle() },
      lastWords: { LastWords.prepare($0.map(unsigned)) },
      secret: { name in
        lines.drop()
        do throws(PassphraseFailure) { return .typed(try PassphraseSource.typedAlone(for: name)) } catch {
          return .refused(explain(error))
        }
      })
  }
}

extension SpokenSession {
  /// The same with the tiles of result files.
  ///
  /// - Parameter results: where the result files of the casebook are.
  package init(
    _ setting: ReadingDialogue.Setting, desk: ReviewSession.Desk, speech: Speech, clock: WallClock = .system,
    results: ResultFiles, problem: @escaping @Sendable (ReviewFailure) -> Problem
  ) {
    self.init(
      setting, desk: desk, speech: speech, clock: clock,
      tiles: { PictureTiles(try FeatureFolder().findings(at: results.place(of: $0))) }, problem: problem)
  }
}
