/// What was noticed before the workstation opened; it opens all the same.
package enum ReviewNotice: Sendable {
  /// The model bundle does not load: findings stand without it.
  case bundle(any Error)
  /// The evaluation beside the bundle cannot be read.
  case evaluation(any Error)
}
