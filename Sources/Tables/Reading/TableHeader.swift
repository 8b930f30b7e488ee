import Basics

/// The names of a table's columns.
public struct TableHeader: Sendable, Hashable {
  /// Line of the file, from 1.
  public let line: Int
  /// The names in the order of the columns, without control characters and blanks around them; empty where a column has
  /// none.
  public let names: [String]
  private let exact: [String: Int]
  /// In lower case; only names that no two columns share.
  private let folded: [String: Int]

  /// The names as they are written.
  public init(line: Int, names: [String]) {
    self.line = line
    self.names = names.map { CleanText.cleaned($0) }
    let named = self.names.enumerated().filter { !$0.element.isEmpty }.map { ($0.element, $0.offset) }
    exact = Dictionary(named) { first, _ in first }
    let groups = Dictionary(grouping: named) { $0.0.lowercased() }
    folded = groups.compactMapValues { $0.count == 1 ? $0[0].1 : nil }
  }

  /// The column of this name: written exactly so, or else in another letter case where one column alone is.
  public func place(of name: String) -> Int? {
    name.isEmpty ? nil : exact[name] ?? folded[name.lowercased()]
  }

  /// The name of a column as the table writes it.
  public func spelling(of name: String) -> String? { place(of: name).map { names[$0] } }

  /// The names of the columns that have one.
  public var named: [String] { names.filter { !$0.isEmpty } }
}
