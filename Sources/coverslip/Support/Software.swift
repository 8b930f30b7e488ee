/// Name and version, as findings record them.
enum Software {
  static let version = "0.1.0"
  static let name = "coverslip \(version)"
}
