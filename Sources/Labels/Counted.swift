extension Int {
  /// The number with what it counts: `1 case`, `2 cases`, `0 entries`.
  ///
  /// - Parameter many: the plural; default: the singular with an `s`.
  public func counted(_ one: String, _ many: String? = nil) -> String {
    "\(self) \(self == 1 ? one : many ?? one + "s")"
  }
}
