import Settings

extension UnreadableText {
  /// What is wrong with the file, and what to do.
  var words: String {
    switch self {
    case .forbidden: "cannot be read; ask for permission to read it"
    case .notAFile: "this is not a file but a folder, a pipe or a device; move it away, or put the file in its place"
    case .notUTF8: "this is not a text in UTF-8; save it again as UTF-8"
    case .tooLong: "this is longer than any file of settings; put the right file in its place"
    }
  }
}
