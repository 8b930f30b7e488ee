/// A square of modules that are dark or light, such as a QR code, row by row from its top left corner.
public struct BitMatrix: Hashable, Sendable {
  /// Modules on each side.
  public let side: Int
  /// `side * side` modules; `true` is dark.
  public let modules: [Bool]

  /// A square of `side` modules on each side; `nil` where there are not as many as that.
  public init?(side: Int, modules: [Bool]) {
    guard side >= 0, side < 65_536, modules.count == side * side else { return nil }
    self.side = side
    self.modules = modules
  }

  /// Whether the module at (`column`, `row`), which must lie inside, is dark.
  public subscript(column: Int, row: Int) -> Bool { modules[row * side + column] }
}
