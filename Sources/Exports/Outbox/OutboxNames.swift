import Casework

/// What files are called in the outbox: `S-1-12-signed-1a2b3c4d.pdf` is what was signed of case S-1 by entry 12.
///
/// A name says of which entry it is, so that what was signed later never takes the name of what was signed before, nor
/// the other way round. It is made of the ASCII letters and digits, `.`, `-` and `_`, begins with none of the first
/// two, and is short, whatever the case is called; number and digest of the entry keep cases apart whose names look
/// alike then.
package enum OutboxNames {
  /// Of the case's own name, characters.
  static let caseLimit = 40
  /// Of the entry's digest, hexadecimal digits.
  static let digestDigits = 8

  /// The names of the files that one part of an entry is, in their order.
  ///
  /// - Parameter files: as they were made; what their names end in is kept.
  package static func names(of files: [ExportedFile], _ part: OutboxPart, of item: OutboxItem) -> [String] {
    var (names, seen) = ([String](), Set<String>())
    for file in files {
      let ending = ending(of: file.name, part.code)
      let plain = stem(of: item) + ending
      let name = seen.contains(plain) ? "\(stem(of: item)).\(names.count + 1)\(ending)" : plain
      seen.insert(plain)
      names.append(name)
    }
    return names
  }

  /// The part of an entry that a file of that name is; `nil` where the name is none of the entry's.
  static func part(of name: String, in item: OutboxItem) -> OutboxPart? {
    let stem = stem(of: item) + "."
    guard name.hasPrefix(stem) else { return nil }
    let code = name.dropFirst(stem.count).split(separator: ".").first { Int($0) == nil }
    return code.flatMap { OutboxPart(code: String($0)) }
  }

  /// What a report of an entry is called: it names the proof beside it by that.
  static func name(of part: OutboxPart, of item: OutboxItem) -> String { "\(stem(of: item)).\(part.code)" }

  private static func stem(of item: OutboxItem) -> String {
    "\(cleaned(item.caseID))-\(item.entry)-\(item.kind.rawValue)-\(item.digest.prefix(digestDigits))"
  }

  /// `.pdf`, `.fhir.json`, `.pdf.tlog-proof`: what is made, and what kind of file it is.
  private static func ending(of name: String, _ code: String) -> String {
    let last = name.split(separator: ".").dropFirst().last.map { String($0.filter(isSafe)) } ?? ""
    return last.isEmpty || last == code ? ".\(code)" : ".\(code).\(last)"
  }

  /// A case's name as far as every file system and every shell takes it.
  static func cleaned(_ id: String) -> String {
    let safe = String(id.unicodeScalars.prefix(caseLimit).map { isSafe(Character($0)) ? Character($0) : "_" })
    guard let first = safe.first else { return "_" }
    return first == "." || first == "-" ? "_" + safe.dropFirst() : safe
  }

  private static func isSafe(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber) || ".-_".contains(character)
  }
}
