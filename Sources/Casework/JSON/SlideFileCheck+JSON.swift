import Basics

extension SlideFileCheck {
  /// `check`, the code, and `digest` where there is one.
  private var json: JSONValue {
    .object(
      [JSONMember("check", .string(check.rawValue))]
        + (digest.map { [JSONMember("digest", TypedText.sha256.json($0))] } ?? []))
  }

  /// `files`, one per slide in their order; none in what was signed before files were checked.
  static func members(_ files: [SlideFileCheck]) -> [JSONMember] {
    files.isEmpty ? [] : [JSONMember("files", .array(files.map(\.json)))]
  }

  static func read(_ reader: JSONReader) throws(JSONFailure) -> [SlideFileCheck] {
    var files: [SlideFileCheck] = []
    for file in try reader.optionalObjects("files") {
      files.append(SlideFileCheck(try file.word("check"), digest: try TypedText.sha256.optional("digest", file)))
    }
    return files
  }
}
