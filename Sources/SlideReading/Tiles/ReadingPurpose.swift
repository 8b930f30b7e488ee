/// What a slide is read for, which decides how its tiles may be decoded.
public enum ReadingPurpose: Sendable, Hashable, CaseIterable {
  /// Pixels go into numbers: they are those that OpenSlide reads.
  case measuring
  /// A person looks at them: there are levels between those of the file, decoded smaller, and a place between two
  /// pixels is the nearer one.
  case viewing
}
