import Basics
import Casework
import Prognosis

/// Codes that are stored, with the words that are shown for them: whoever is to name one may type either.
public struct NamedCodes: Sendable {
  private let all: [(code: String, label: String)]

  /// These codes, each with its label.
  public init(_ all: [(code: String, label: String)]) { self.all = all }

  /// The place of the one that `text` names, by its code or by its label; capitals do not matter, nor whether blanks or
  /// hyphens part words.
  public func index(named text: String) -> Int? {
    let wanted = Self.folded(text)
    return all.firstIndex { Self.folded($0.code) == wanted || Self.folded($0.label) == wanted }
  }

  /// The codes and labels that somebody who mistyped may have meant.
  public func nearest(to text: String) -> [String] {
    let names = all.flatMap { Self.isApart($0) ? [$0.code, $0.label] : [$0.code] }
    return NearestNames.nearest(to: Self.folded(text), among: names)
  }

  /// All of them for a help text: `new, in-review, awaiting-reader ("awaiting")`.
  public var list: String {
    all.map { Self.isApart($0) ? "\($0.code) (\"\($0.label)\")" : $0.code }.joined(separator: ", ")
  }

  /// Whether the label says something else than the code does with its hyphens.
  private static func isApart(_ named: (code: String, label: String)) -> Bool {
    folded(named.label) != folded(named.code)
  }

  private static func folded(_ text: String) -> String {
    CleanText.cleaned(text).lowercased().replacing(" ", with: "-").replacing("_", with: "-")
  }
}

/// What is chosen by its code, or by the word that is shown for it.
///
///     let status = try CaseStatus(named: "awaiting")   // awaitingReader, whose code is awaiting-reader
public protocol LabelledCode: RawRepresentable, CaseIterable, Sendable where RawValue == String {
  /// The word that is shown.
  var label: String { get }
}

extension LabelledCode {
  /// What `text` names.
  ///
  /// - Throws: that nothing is called so, with the names that may have been meant.
  public init(named text: String) throws(UnknownCode) {
    let (all, names) = (Array(Self.allCases), Self.names)
    guard let index = names.index(named: text) else {
      throw UnknownCode(text: text, nearest: names.nearest(to: text), offered: names.list)
    }
    self = all[index]
  }

  /// All of them for a help text, in their order.
  public static var offered: String { names.list }

  private static var names: NamedCodes { NamedCodes(allCases.map { ($0.rawValue, $0.label) }) }
}

/// Nothing that could be named is called so.
public struct UnknownCode: Error, Hashable, Sendable {
  /// What was given.
  public let text: String
  /// Codes and labels that may have been meant.
  public let nearest: [String]
  /// All that there are, as ``NamedCodes/list`` tells them.
  public let offered: String

  /// That nothing is called `text`.
  public init(text: String, nearest: [String], offered: String) {
    self.text = text
    self.nearest = nearest
    self.offered = offered
  }
}

extension CaseStatus: LabelledCode {}
extension ReviewerRole: LabelledCode {}
extension ReadingProtocol: LabelledCode {}
extension Decision: LabelledCode {}
extension AmendmentClass: LabelledCode {}
extension Call: LabelledCode {}
extension LabelReason: LabelledCode {}
extension CaseOrderKey: LabelledCode {}
extension CaseColumn: LabelledCode {}
extension OutcomeEvent: LabelledCode {}
extension FirstCall: LabelledCode {}
extension OutcomeSource: LabelledCode {}
