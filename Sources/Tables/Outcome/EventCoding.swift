/// How a column says who had the event, and whether it might say the opposite.
public enum EventCoding {
  /// The value that means the event in columns whose values say it by themselves: 1 of 1 and 0, true of true and false,
  /// yes of yes and no; `nil` of any other column.
  public static func usual(_ values: [String]) -> String? {
    let plain = Set(values.map(plain))
    return [("1", "0"), ("true", "false"), ("yes", "no"), ("t", "f"), ("y", "n")]
      .first { plain.isSubset(of: [$0.0, $0.1]) }?.0
  }

  /// Whether two texts are one value: the same words in any letter case, or the same number.
  public static func isSame(_ a: String, _ b: String) -> Bool {
    if a == b || a.lowercased() == b.lowercased() { return true }
    guard let first = Double(a), let second = Double(b) else { return false }
    return first == second
  }

  /// The values of a column in the order in which they come, each once, missing ones left out; at most 21.
  public static func distinct(_ texts: [String]) -> [String] {
    var values: [String] = []
    var seen: Set<String> = []
    for text in texts where seen.insert(text).inserted {
      guard !CellText.isMissing(text), !values.contains(where: { isSame($0, text) }) else { continue }
      values.append(text)
      if values.count > 20 { break }
    }
    return values
  }

  /// Refuses a column that nobody explained and whose name speaks of censoring: there 1 mostly means that the patient
  /// had no event (CLAM's and MCAT's `censorship`). Words such as `alive` are not a coding that is taken by itself.
  ///
  /// - Throws: ``TableFailure/censoring(column:values:rows:)`` with the values and how often each occurs.
  public static func check(_ column: String, _ texts: [String], eventValue: String?) throws(TableFailure) {
    guard eventValue == nil else { return }
    let values = distinct(texts)
    guard speaksOfCensoring(column) else { return }
    let shown = Array(values.prefix(4))
    throw .censoring(column: column, values: shown, rows: shown.map { value in texts.count { isSame($0, value) } })
  }

  /// How a column says who had the event: the value that means it, and the one that does not where the column has
  /// one.
  ///
  /// - Parameter eventValue: what was said to be the event.
  static func coding(
    _ column: String, _ texts: [String], eventValue: String?
  ) throws(TableFailure) -> (event: String, other: String?) {
    let values = distinct(texts)
    try check(column, texts, eventValue: eventValue)
    guard let event = eventValue ?? usualAmong(values) else {
      guard !values.isEmpty else { return ("1", nil) }
      throw .eventCoding(column: column, values: values)
    }
    let others = values.filter { !isSame($0, event) }
    guard eventValue == nil || values.count < 2 || others.count < values.count else {
      throw .noSuchEvent(column: column, value: event, values: values)
    }
    guard eventValue == nil else { return (event, others.first(where: meansCensored) ?? others.first) }
    return (event, others.first { usual([event, $0]) != nil })
  }

  /// The value that means the event, where the values say it by themselves or two of them do.
  private static func usualAmong(_ values: [String]) -> String? {
    if let value = usual(values) { return value }
    let pairs = values.indices.lazy.flatMap { first in
      values.indices.lazy.filter { $0 > first }.map { [values[first], values[$0]] }
    }
    return pairs.compactMap(usual).first
  }

  /// Whether the name of a column says that it marks those without the event: `alive`, `relapse_free`, `no_event`.
  static func speaksOfCensoring(_ name: String) -> Bool {
    let telling: Set = ["cens", "alive", "living", "survived", "censure", "free", "no", "non", "without", "healthy"]
    return name.lowercased().contains("censor") || ColumnNames.words(name).contains(where: telling.contains)
  }

  /// Whether a value says in words that there was no event.
  static func isWordOfCensoring(_ value: String) -> Bool {
    value.lowercased().contains("censor")
      || ColumnNames.words(value).contains { ["alive", "living", "survived"].contains($0) }
  }

  /// Whether a value beside several kinds of events means none of them.
  static func meansCensored(_ value: String) -> Bool {
    isWordOfCensoring(value) || ["0", "false", "no", "none", "event-free"].contains(plain(value))
  }

  private static func plain(_ value: String) -> String { CellText.withoutZeroFraction(value.lowercased()) }
}
