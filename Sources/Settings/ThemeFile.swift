import TOMLKit
import TerminalKit

/// Themes as TOML.
///
///     name = "dark"
///     inherits = "dark"              # a theme to take from what this one leaves out; default: `dark`
///
///     [palette]                      # names for colours
///     ink = "#12161c"
///
///     [roles]                        # the raw values of `Role`
///     text = "#d3dae3"               # the foreground
///     bar = { fg = "#9aa6b4", bg = "ink" }
///     title = { fg = "text", attributes = ["bold"] }
///
/// `fg` and `bg` take `#rrggbb`, a name of the palette, or `default` for what shows from below.
public enum ThemeFile {
  /// The theme in `text`.
  ///
  /// - Parameters:
  ///   - file: its name, for errors; the theme's own name where the text gives none, without `.toml`.
  ///   - base: finds the theme that `inherits` names; `nil` for none of that name.
  /// - Throws: ``ThemeFailure``: `syntax` where the text is not TOML; `unknownKey`, `unknownColor`, `unknownAttribute`
  ///   or `wrongType` where an entry is not one of themes; `unknownBase` where `inherits` names no theme;
  ///   `incompleteBackground` where the background lacks a colour. What `base` throws.
  public static func parse(
    _ text: String, file: String, base: (String) throws(ThemeFailure) -> Theme? = { $0 == "dark" ? .dark : nil }
  ) throws(ThemeFailure) -> Theme {
    let reader = ThemeReader(file: file, lines: KeyLines(text))
    let table = try reader.document(text)
    try reader.check(table.keys, in: nil, known: ["name", "inherits", "palette", "roles"])
    let ancestor = try reader.ancestor(table, base)
    let styles = try reader.styles(table, palette: try reader.palette(table))
    let theme = Theme(name: try reader.name(table), styles: styles, over: ancestor)
    guard theme[.background].foreground != nil, theme[.background].background != nil else {
      throw .incompleteBackground(file: file, line: reader.lines["roles.background"])
    }
    return theme
  }
}
