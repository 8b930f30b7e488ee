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
/// `fg` and `bg` take `#rrggbb`, a name of the palette, or `default` for what shows from below. An entry with a mistake
/// is left out, and the rest is used.
public enum ThemeFile {
  /// The theme in `text`, and the mistakes for which entries are left out: `unknownKey`, `unknownColor`,
  /// `unknownAttribute` or `wrongType` where an entry is not one of themes; `unknownBase` where `inherits` names no
  /// theme; `incompleteBackground` where the background lacks a colour.
  ///
  /// - Parameters:
  ///   - file: its name, for errors; the theme's own name where the text gives none, without `.toml`.
  ///   - base: finds the theme that `inherits` names; `nil` for none of that name.
  /// - Throws: ``ThemeFailure/syntax(file:line:reason:)`` where the text is not TOML.
  public static func parse(
    _ text: String, file: String, base: (String) -> Theme? = { $0 == "dark" ? .dark : nil }
  ) throws(ThemeFailure) -> (theme: Theme, mistakes: [ThemeFailure]) {
    var reader = ThemeReader(file: file, lines: KeyLines(text))
    let table = try reader.document(text)
    reader.check(table.keys, in: nil, known: ["name", "inherits", "palette", "roles"])
    let ancestor = reader.ancestor(table, base)
    let styles = reader.styles(table, palette: reader.palette(table))
    let theme = Theme(name: reader.name(table), styles: reader.whole(styles), over: ancestor)
    return (theme, reader.mistakes)
  }
}
