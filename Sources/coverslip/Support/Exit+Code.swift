import ArgumentParser
import Sentences

extension Exit {
  /// As the argument parser takes it.
  var code: ExitCode { ExitCode(rawValue) }
}
