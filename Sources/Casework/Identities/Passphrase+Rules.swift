/// Why words cannot become a passphrase.
public enum PassphraseProblem: Error, Hashable, Sendable {
  /// `length` characters where `least` are needed.
  case tooShort(length: Int, least: Int)
  /// `length` characters where `most` fit.
  case tooLong(length: Int, most: Int)
  /// A control character, which not every keyboard gives again.
  case controlCharacter
  /// A few characters over and over.
  case repeated
  /// Rows of the keyboard, of the alphabet or of the digits.
  case row
  /// One of the first that anybody tries.
  case common
  /// Little more than the reviewer's own name.
  case ownName
}

extension Passphrase {
  /// The fewest characters of a passphrase (NIST SP 800-63B asks for 8 and more).
  public static let shortest = 12

  /// The most characters of a passphrase.
  public static let longest = 200

  /// What keeps the passphrase from guarding the key of the reviewer `name`; `nil` where nothing does.
  ///
  /// Asked when a passphrase is chosen, never when one is tried.
  public func problem(of name: String) -> PassphraseProblem? {
    let text = text
    guard text.count >= Self.shortest else { return .tooShort(length: text.count, least: Self.shortest) }
    guard text.count <= Self.longest else { return .tooLong(length: text.count, most: Self.longest) }
    guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      return .controlCharacter
    }
    let characters = Array(text.lowercased())
    if Self.isRepeated(characters) { return .repeated }
    if Self.isRows(characters) { return .row }
    if CommonPassphrases.contains(text) { return .common }
    return Self.isLittleMore(than: name, text) ? .ownName : nil
  }

  /// Fewer than five different characters, or a piece of at most four that comes again to the end.
  private static func isRepeated(_ characters: [Character]) -> Bool {
    if Set(characters).count < 5 { return true }
    return (1...4).contains { step in
      characters.indices.dropFirst(step).allSatisfy { characters[$0] == characters[$0 - step] }
    }
  }

  /// Rows as they lie on keyboards and in books, each also backwards.
  private static let rows: [[Character]] = [
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiopü",
    "yxcvbnm,.-", "azertyuiop", "qsdfghjklm", "wxcvbn,;:!", "!@#$%^&*()_+", "!\"§$%&/()=?",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  ].map { Array($0) }

  /// The pairs of neighbours in ``rows``, in both directions.
  private static let neighbours: Set<[Character]> = Set(
    rows.flatMap { row in zip(row, row.dropFirst()).flatMap { [[$0, $1], [$1, $0]] } })

  /// Whether all characters but three stand in runs of at least three neighbours or equals.
  private static func isRows(_ characters: [Character]) -> Bool {
    var lengths = [1]
    for (last, next) in zip(characters, characters.dropFirst()) {
      if last == next || neighbours.contains([last, next]) {
        lengths[lengths.count - 1] += 1
      } else {
        lengths.append(1)
      }
    }
    return lengths.filter { $0 < 3 }.reduce(0, +) <= 3
  }

  /// Whether fewer than eight letters and digits are left without the words of the name.
  private static func isLittleMore(than name: String, _ text: String) -> Bool {
    let names = CommonPassphrases.words(of: name).filter { $0.count >= 3 }
    let whole = text.lowercased().filter { $0.isLetter || $0.isNumber }
    let rest = names.sorted { $0.count > $1.count }.reduce(whole) { $0.replacing($1, with: "") }
    return rest != whole && rest.count < 8
  }
}
