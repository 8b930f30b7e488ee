import Foundation

/// Text in one of the forms in which Unicode writes the same letters.
public enum ComposedText {
  /// `text` in normalization form C, UAX #15: letters and their marks as one scalar where there is one.
  ///
  /// It is taken apart first: Foundation leaves a Korean syllable and the final consonant behind it as they are.
  public static func composed(_ text: String) -> String {
    text.decomposedStringWithCanonicalMapping.precomposedStringWithCanonicalMapping
  }
}
