/// Arithmetic on dimensions that a file claims.
enum ClaimedShape {
  /// Their product, or `nil` where it does not fit.
  static func count(_ shape: [Int]) -> Int? {
    var count = 1
    for dimension in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }
}
