import Basics
import Microscopy

/// Where it is said what a slide's label is expected to say. Raw values are stored codes.
public enum LabelSource: String, Sendable, Codable, CaseIterable {
  /// The manifest gives the text of this slide.
  case manifest = "manifest-column"
  /// The laboratory's pattern, filled in with the case's own values.
  case pattern = "settings-pattern"
}

/// What a slide's label is expected to say: texts that must stand in it one behind the other, with any run of
/// characters where ``Part/any`` stands.
public struct LabelExpectation: Hashable, Sendable, Codable {
  /// A piece of the label.
  public enum Part: Hashable, Sendable, Codable {
    /// This text, in any letter case.
    case text(String)
    /// Any run of characters, none too.
    case any
  }

  /// In their order; never two texts one behind the other.
  public let parts: [Part]
  /// Who says so.
  public let source: LabelSource

  /// The label must be `parts`, from its beginning to its end.
  public init(_ parts: [Part], from source: LabelSource) {
    self.parts = parts.reduce(into: []) { joined, part in
      guard case .text(let text) = part, case .text(let before)? = joined.last else { return joined.append(part) }
      joined[joined.count - 1] = .text(before + text)
    }
    self.source = source
  }

  /// The label must say `text`, as the manifest has it; `nil` where nothing of it can be seen.
  public init?(manifest text: String) {
    let text = LabelText.cleaned(text)
    guard !text.isEmpty else { return nil }
    self.init([.text(text)], from: .manifest)
  }

  /// As it is shown: `S26-1*`.
  public var text: String {
    parts.map {
      switch $0 {
      case .text(let text): text
      case .any: "*"
      }
    }.joined()
  }

  /// Whether `found` is what is expected. Letter case and the form of composed letters do not matter; every other sign
  /// does: the letter O is no zero, the letter I no one.
  ///
  /// Each text is looked for once, at its first place behind the one before, so that no label takes long.
  public func isMet(by found: LabelText) -> Bool {
    let label = Self.folded(found.text)
    var (start, isFree) = (0, false)
    for (index, part) in parts.enumerated() {
      switch part {
      case .any: isFree = true
      case .text(let text):
        let wanted = Self.folded(text)
        let isLast = index == parts.count - 1
        guard let place = Self.place(of: wanted, in: label, from: start, isFree: isFree, isLast: isLast) else {
          return false
        }
        (start, isFree) = (place + wanted.count, false)
      }
    }
    return isFree || start == label.count
  }

  /// Where `wanted` stands from `start` on: there, or where anything may stand before it at its first place; as the
  /// last text at the end.
  private static func place(
    of wanted: [Unicode.Scalar], in label: [Unicode.Scalar], from start: Int, isFree: Bool, isLast: Bool
  ) -> Int? {
    let last = label.count - wanted.count
    guard start <= last else { return nil }
    let places = !isFree ? start...start : isLast ? last...last : start...last
    return places.first { label[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }

  private static func folded(_ text: String) -> [Unicode.Scalar] {
    Array(ComposedText.composed(ComposedText.composed(text).lowercased()).unicodeScalars)
  }
}

/// How a slide's label stands to its case. Raw values are stored codes.
public enum LabelStanding: String, Sendable, Codable, CaseIterable {
  /// The file's text is what is expected.
  case matches
  /// It is another one: a mismatch, which is resolved before the case is signed.
  case differs
  /// The file holds no text of the label: nothing was compared, and nothing speaks against the slide.
  case noText = "no-label-text"
  /// Nothing is expected: neither the manifest nor the laboratory says what the label must say.
  case notChecked = "not-checked"
}

/// The text of a slide's label held against its case.
public struct LabelCheck: Hashable, Sendable, Codable {
  /// What the label must say; `nil` where nobody says so.
  public let expected: LabelExpectation?
  /// What the file says; `nil` where it says nothing, and where nothing was expected: a text that is not compared is
  /// not kept.
  public let found: LabelText?
  /// What came of it.
  public let standing: LabelStanding

  /// What the file of a slide says, held against what is expected.
  public init(expected: LabelExpectation?, found: LabelText?) {
    let found = expected == nil ? nil : found
    self.init(expected: expected, found: found, standing: Self.standing(expected, found))
  }

  /// The check as it was made and written: what came of it is not asked again.
  init(expected: LabelExpectation?, found: LabelText?, standing: LabelStanding) {
    self.expected = expected
    self.found = found
    self.standing = standing
  }

  /// Nothing was expected.
  public static let notChecked = LabelCheck(expected: nil, found: nil)

  private static func standing(_ expected: LabelExpectation?, _ found: LabelText?) -> LabelStanding {
    guard let expected else { return .notChecked }
    guard let found else { return .noText }
    return expected.isMet(by: found) ? .matches : .differs
  }

  /// Whether the two texts are not the same: what has to be resolved.
  public var isMismatch: Bool {
    switch standing {
    case .differs: true
    case .matches, .noText, .notChecked: false
    }
  }

  /// Whether the file was looked at for it.
  public var isMade: Bool {
    switch standing {
    case .matches, .differs, .noText: true
    case .notChecked: false
    }
  }
}
