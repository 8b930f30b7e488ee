import Basics
import Microscopy

/// What is wrong with a laboratory's pattern.
public enum LabelPatternProblem: Error, Hashable, Sendable {
  /// Braces around a value that there is none of, with the nearest that there is.
  case unknownValue(String, nearest: String?)
  /// A brace without the one that belongs to it.
  case openBrace
  /// It names none of the case's own values: every slide would be as right as any other.
  case namesNothing
  /// Longer than ``LabelPattern/limit``, or with characters that a label cannot hold.
  case unprintable
}

/// What the labels of a laboratory say, written once for all its cases: `{case}-*`.
///
/// It is a template, and no regular expression: whatever a label holds is compared in one pass. In it `{case}`,
/// `{specimen}` and `{patient}` stand for the case's own values, `*` for any run of characters, and every other
/// character for itself. A star inside of a value is a star.
public struct LabelPattern: Hashable, Sendable {
  /// A value of the case that a label can say.
  enum Value: String, CaseIterable {
    case caseID = "case"
    case specimen, patient
  }

  /// The most Unicode scalars.
  public static let limit = 200

  /// As it was written.
  public let text: String
  private let pieces: [Piece]

  private enum Piece: Hashable {
    case text(String)
    case any
    case value(Value)
  }

  /// Reads a pattern.
  ///
  /// - Throws: what is wrong with it.
  public init(_ text: String) throws(LabelPatternProblem) {
    guard text.unicodeScalars.count <= Self.limit, LabelText.cleaned(text) == text else { throw .unprintable }
    self.text = text
    pieces = try Self.pieces(text[...])
    let namesValue = pieces.contains { piece in
      switch piece {
      case .value: true
      case .text, .any: false
      }
    }
    guard namesValue else { throw .namesNothing }
  }

  private static func pieces(_ text: Substring) throws(LabelPatternProblem) -> [Piece] {
    var (rest, pieces, plain) = (text, [Piece](), "")
    func end(_ piece: Piece) {
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(piece)
    }
    while let character = rest.popFirst() {
      guard character != "}" else { throw .openBrace }
      if character == "*" {
        end(.any)
      } else if character == "{" {
        end(.value(try value(&rest)))
      } else {
        plain.append(character)
      }
    }
    return plain.isEmpty ? pieces : pieces + [.text(plain)]
  }

  private static func value(_ rest: inout Substring) throws(LabelPatternProblem) -> Value {
    guard let end = rest.firstIndex(of: "}") else { throw .openBrace }
    let name = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    if let value = Value(rawValue: name) { return value }
    throw .unknownValue(name, nearest: NearestNames.nearest(to: name, among: Value.allCases.map(\.rawValue)).first)
  }

  /// What the labels of `record` must say; `nil` where the case has not every value that the pattern names, so that
  /// nothing can be expected.
  public func expectation(for record: Case) -> LabelExpectation? {
    var parts: [LabelExpectation.Part] = []
    for piece in pieces {
      switch piece {
      case .text(let text): parts.append(.text(text))
      case .any: parts.append(.any)
      case .value(let value):
        guard let text = record.text(of: value), !text.isEmpty else { return nil }
        parts.append(.text(text))
      }
    }
    return LabelExpectation(parts, from: .pattern)
  }
}

extension Case {
  fileprivate func text(of value: LabelPattern.Value) -> String? {
    let text =
      switch value {
      case .caseID: id
      case .specimen: onlySpecimen
      case .patient: patient
      }
    return text.map(LabelText.cleaned)
  }

  /// The specimen of a case that has one: where the rows of a manifest name several, none is that of every slide.
  private var onlySpecimen: String? { specimen.flatMap { $0.contains("; ") ? nil : $0 } }

  /// What the label of the slide at `index` must say: the manifest goes before the laboratory's pattern.
  public func labelExpectation(_ index: Int, _ pattern: LabelPattern?) -> LabelExpectation? {
    guard slides.indices.contains(index) else { return nil }
    return slides[index].expectedLabel.flatMap { LabelExpectation(manifest: $0) } ?? pattern?.expectation(for: self)
  }
}
