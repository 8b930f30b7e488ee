/// Which lines of a long list are shown.
public enum Scroll {
  /// How many lines to leave out at the top, so that `selected` is shown among `visible` of `count` lines; `present`
  /// where it is already.
  public static func offset(keeping selected: Int, visible: Int, count: Int, present: Int) -> Int {
    let last = max(0, count - visible)
    let needed = min(max(present, selected - visible + 1), selected)
    return min(max(0, needed), last)
  }
}
