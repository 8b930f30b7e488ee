/// How often cases are read again, and after how long: the design by which the College of American Pathologists has a
/// laboratory compare a pathologist with themselves (Pantanowitz et al., Arch Pathol Lab Med 2013;137:1710; Evans et
/// al., Arch Pathol Lab Med 2022;146:440): at least 60 cases, with at least two weeks between the readings.
///
/// Theirs compares glass with a viewer. Here nobody is told to change between them: what it measures is how well a
/// reader repeats themselves, and it validates neither a viewer nor a model.
public enum RepeatabilityDesign {
  /// The fewest cases.
  public static let cases = 60
  /// The fewest days between the readings of a case.
  public static let washoutDays = 14
  /// Seconds of ``washoutDays``.
  public static let washout = washoutDays * 86_400
}
