/// One number that was measured: what it measures, of what, on how many patients.
///
/// An evaluation's record and a model's card hold the same entries.
public struct Statistic: Sendable, Hashable {
  /// What it measures.
  public let code: StatisticCode
  /// The model, difference or level that was measured.
  public let subject: StatisticSubject
  /// The number, with its limits where it has any.
  public var value: Estimate
  /// The number of patients, or slides, that the value rests on.
  public let count: Int
  /// The number of those patients who had the event; `nil` where it does not matter.
  public let events: Int?
  /// The time that it is of, in the unit of the follow-up; `nil` where its code says the time.
  public let time: Double?
  /// On whom and how it was taken, in words, where the entry stands apart from its evaluation; else empty.
  public let note: String

  /// The entry that `subject` has `value`, on `count` patients.
  public init(
    _ code: StatisticCode, _ subject: StatisticSubject, _ value: Estimate, count: Int, events: Int? = nil,
    time: Double? = nil, note: String = ""
  ) {
    self.code = code
    self.subject = subject
    self.value = value
    self.count = count
    self.events = events
    self.time = time
    self.note = note
  }

  /// This entry with a note for those who see it apart from its evaluation.
  public func noted(_ note: String) -> Statistic {
    Statistic(code, subject, value, count: count, events: events, time: time, note: note)
  }
}

// MARK: As a card holds it

extension Statistic: Codable {
  private enum CodingKeys: String, CodingKey {
    case code, subject, less, variable, level, estimate, lower, upper, limits, resamples, count, events, time, note
  }

  /// Reads an entry of a card.
  ///
  /// - Throws: what the decoder throws, and `DecodingError` where a limit stands alone or a level has no variable.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func optional<Value: Decodable>(_ key: CodingKeys) throws -> Value? { try values.decodeIfPresent(forKey: key) }
    let (lower, upper): (Double?, Double?) = (try optional(.lower), try optional(.upper))
    let (variable, level): (String?, String?) = (try optional(.variable), try optional(.level))
    guard (lower == nil) == (upper == nil), (variable == nil) == (level == nil) else {
      throw DecodingError.dataCorruptedError(
        forKey: .code, in: values, debugDescription: "a statistic with half of its limits, or half of its level")
    }
    let model: ModelRole = try values.decode(ModelRole.self, forKey: .subject)
    let less: ModelRole? = try optional(.less)
    self.init(
      try values.decode(StatisticCode.self, forKey: .code), StatisticSubject(model, less: less, variable, level),
      Estimate(
        try values.decode(Double.self, forKey: .estimate), lower, upper, try optional(.limits),
        resamples: try optional(.resamples)), count: try values.decode(Int.self, forKey: .count),
      events: try optional(.events), time: try optional(.time), note: try optional(.note) ?? "")
  }

  /// Writes only what there is: a card has no entry for nothing.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(code, forKey: .code)
    try values.encode(subject.model, forKey: .subject)
    try values.encodeIfPresent(subject.less, forKey: .less)
    try values.encodeIfPresent(subject.level?.variable, forKey: .variable)
    try values.encodeIfPresent(subject.level?.name, forKey: .level)
    try values.encode(value.estimate, forKey: .estimate)
    try values.encodeIfPresent(value.lower, forKey: .lower)
    try values.encodeIfPresent(value.upper, forKey: .upper)
    try values.encodeIfPresent(value.method, forKey: .limits)
    try values.encodeIfPresent(value.resamples, forKey: .resamples)
    try values.encode(count, forKey: .count)
    try values.encodeIfPresent(events, forKey: .events)
    try values.encodeIfPresent(time, forKey: .time)
    if !note.isEmpty { try values.encode(note, forKey: .note) }
  }
}

extension KeyedDecodingContainer {
  fileprivate func decodeIfPresent<Value: Decodable>(forKey key: Key) throws -> Value? {
    try decodeIfPresent(Value.self, forKey: key)
  }
}

extension StatisticSubject {
  init(_ model: ModelRole, less: ModelRole?, _ variable: String?, _ level: String?) {
    if let less {
      self = .difference(model, less: less)
    } else if let variable, let level {
      self = .level(variable, level, of: model)
    } else {
      self = .model(model)
    }
  }
}
