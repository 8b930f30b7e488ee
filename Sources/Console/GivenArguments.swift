import Foundation

/// What stands on the command line.
public enum GivenArguments {
  /// The first argument that is not UTF-8, with its bad bytes replaced: it would be read as another one than was given.
  public static var firstNotUTF8: String? {
    for index in 0..<Int(CommandLine.argc) {
      guard let argument = CommandLine.unsafeArgv[index] else { continue }
      if String(validatingCString: argument) == nil { return String(cString: argument) }
    }
    return nil
  }
}
