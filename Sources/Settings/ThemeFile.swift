import TOMLKit
import TerminalKit

/// Themes as TOML.
///
///     name = "dusk"
///     inherits = "dark"                    # a theme to take from what this one leaves out; default: `dark`
///
///     [palette]                            # names for colours, those of the theme that is inherited included
///     ground = "#12161c"                   # another colour in every role that has this name, inherited ones too
///     high = ["#ff975c", "bright-red"]     # and what it is in a terminal of sixteen colours; default: the nearest
///
///     [roles]                              # the raw values of `Role`
///     text = "#d3dae3"                     # the foreground
///     bar = { fg = "#9aa6b4", bg = "ground" }
///     title = { fg = "text", attributes = ["bold"] }
///
/// `fg` and `bg` take `#rrggbb`, a name of the palette, or `default` for what shows from below. An entry with a mistake
/// is left out, and the rest is used; of a text that is not TOML, what stands above the line where it ceases to be.
public enum ThemeFile {
  /// What a text says.
  public struct Read: Hashable, Sendable {
    /// The theme as it is written, over the one that it inherits.
    public let sheet: ThemeSheet
    /// The mistakes for which entries are left out, in the order of the lines.
    public let mistakes: [ThemeFailure]

    /// The theme.
    public var theme: Theme { sheet.theme }
  }

  /// The theme in `text`, with its mistakes: every case of ``ThemeFailure`` but `unreadable` and `notThere`.
  ///
  /// - Parameters:
  ///   - file: its name, for errors; the theme's own name where the text gives none, without `.toml`.
  ///   - names: themes that `inherits` may name; default: those that are built in. Of use where it names none.
  ///   - base: finds the theme that `inherits` names; `nil` for none of that name. Default: those that are built in.
  public static func parse(
    _ text: String, file: String, names: [String] = ThemeSheet.builtIn.map(\.name),
    base: (String) -> ThemeSheet? = { name in ThemeSheet.builtIn.first { $0.name == name } }
  ) -> Read {
    let (table, read, failure) = document(text, file)
    var reader = ThemeReader(file: file, lines: KeyLines(read), failure.map { [$0] } ?? [])
    reader.check(table.keys, in: nil, known: ["name", "inherits", "palette", "roles"])
    let ancestor = reader.ancestor(table, names, base)
    let palette = reader.palette(table)
    let entries = reader.entries(table, colors: Array(ancestor.palette.keys) + palette.keys)
    let sheet = ThemeSheet(name: reader.name(table), palette: palette, entries: entries, over: ancestor)
    return Read(sheet: sheet, mistakes: reader.mistakesByLine)
  }

  /// The document that `text` is; else that of the most lines from its beginning that are one, with what is wrong below
  /// them.
  private static func document(_ text: String, _ file: String) -> (TOMLTable, text: String, ThemeFailure?) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var (count, reason) = (lines.count, String?.none)
    while count > 0 {
      let part = count == lines.count ? text : lines.prefix(count).joined(separator: "\n")
      do throws(TextFailure) {
        let table = try TOMLText.document(part, file: file, failing: TextFailure.self)
        return (table, part, reason.map { .syntax(file: file, line: count + 1, reason: $0) })
      } catch {
        reason = reason ?? error.reason
        // What is not closed is told where the text ends: then fewer lines are tried.
        count = min(count, error.line) - 1
      }
    }
    return (TOMLTable(), "", reason.map { .syntax(file: file, line: 1, reason: $0) })
  }

  /// What the parser says of a text.
  private struct TextFailure: TOMLFailure {
    let line: Int
    let reason: String

    static func unreadable(file: String, why: UnreadableText) -> TextFailure {
      TextFailure(line: 1, reason: "it cannot be read")
    }

    static func syntax(file: String, line: Int, reason: String) -> TextFailure {
      TextFailure(line: line, reason: reason)
    }
  }
}
