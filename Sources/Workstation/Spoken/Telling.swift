/// What a dialogue says next, and what it wants of the world.
public struct Telling: Equatable, Sendable {
  /// Whole phrases, one per line.
  public var lines: [String] = []
  /// Carried out one after the other; what comes back is told to the dialogue.
  public var effects: [Effect] = []

  /// Says nothing, and wants nothing.
  public init() {}
}

/// What a dialogue waits for.
public enum Awaited: Equatable, Sendable {
  /// What it asked of the world.
  case answer
  /// A line that is typed.
  case line
  /// A line that is typed after the dialogue has said so, and not before: it is never taken back.
  case freshLine
  /// The passphrase of the reader of that name, typed without being shown, after the dialogue has said so: nothing that
  /// was typed or pasted before.
  case passphrase(name: String)
  /// A line that is typed, or that time: seconds since the epoch.
  case lineUntil(Int)
  /// Nothing: the dialogue is over.
  case nothing
}

/// Why nothing of a line is taken, rather than a part of it.
public enum LostLine: Equatable, Sendable {
  /// It was longer than a line can be, and the rest is lost.
  case tooLong
  case notUTF8

  var sentence: String {
    switch self {
    case .tooLong: "The line is longer than can be typed at once: nothing of it was taken."
    case .notUTF8: "The line is not UTF-8: nothing of it was taken."
    }
  }
}

/// What can be typed at every question.
enum SpokenCommand: String, CaseIterable {
  case help, again, back, quit
  /// The whole case once more.
  case `case`

  /// `nil` where `line` is an answer.
  init?(_ line: String) {
    guard let command = SpokenCommand(rawValue: line.lowercased()) ?? (line == "?" ? .help : nil) else { return nil }
    self = command
  }

  static let explanation = [
    "Type an answer by its word, its first letters or its number, then Enter. An empty line keeps what was said.",
    "again repeats the question. back goes to the question before. case tells the whole case again.",
    "quit leaves: a draft is kept, nothing is signed. help tells this.",
  ]
}

/// Words that can be chosen from.
struct SpokenChoice<Value> {
  let all: [(word: String, value: Value)]

  init(_ all: [(word: String, value: Value)]) { self.all = all }

  /// What `line` chooses: by its number from 1, by the word, or by a beginning that no other word has. `nil` where that
  /// is none of them, or more than one.
  func value(_ line: String) -> Value? {
    if let number = Int(line) { return all.indices.contains(number - 1) ? all[number - 1].value : nil }
    let typed = line.lowercased()
    let words = all.filter { $0.word.lowercased().hasPrefix(typed) }
    let exact = words.filter { $0.word.lowercased() == typed }
    let found = exact.isEmpty ? words : exact
    return found.count == 1 && !typed.isEmpty ? found[0].value : nil
  }

  /// `1 high, 2 low, 3 unsure`.
  var list: String {
    all.enumerated().map { "\($0 + 1) \($1.word)" }.joined(separator: ", ")
  }
}
