/// The questions that a terminal is asked at the start, all in one write.
///
/// In their order: name and version (XTVERSION, xterm's `CSI > q`), its secondary attributes (DA2, `CSI > c`), by which
/// some that have no name are known, whether it takes kitty's graphics (a query that shows nothing), the size of a cell
/// in pixels (`CSI 16 t`), whether it knows synchronised output (DECRQM of mode 2026), where that matters a colour of
/// its palette (xterm's `OSC 4`), and at last its attributes (DA1, ECMA-48 8.3.24), which every terminal answers that
/// answers anything: what has not come before them does not come any more.
public struct TerminalQuery: Hashable, Sendable {
  /// What to write.
  public let text: String

  private static let name = "\u{1B}[>q"
  private static let secondary = "\u{1B}[>c"
  private static let graphics = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
  private static let cell = "\u{1B}[16t"
  private static let synchronisation = "\u{1B}[?2026$p"
  private static let palette = "\u{1B}]4;231;?\u{1B}\\"
  private static let attributes = "\u{1B}[c"

  /// How long answers are waited for before the first screen, milliseconds.
  public static let patience = 100

  /// The questions for the terminal that `environment` describes; `nil` for one that has no answers and would show
  /// questions as text: the Linux console, DEC's terminals and what calls itself dumb.
  ///
  /// tmux and screen would take the graphics query for a title, Apple's Terminal shows it and the mode's as text, so
  /// they are not asked for these.
  ///
  /// - Parameter palette: whether it is asked for a colour of its palette, too.
  public init?(environment: [String: String], palette: Bool = false) {
    let terminal = environment["TERM"] ?? ""
    let silent = ["linux", "cons25", "ansi", "dumb", "unknown", "vt1", "vt2", "vt3", "vt4", "vt52"]
    guard !terminal.isEmpty, !silent.contains(where: terminal.hasPrefix) else { return nil }
    let isApple = environment["TERM_PROGRAM"] == "Apple_Terminal"
    let graphics = isApple || Self.isMultiplexed(environment) ? "" : Self.graphics
    text =
      Self.name + Self.secondary + graphics + Self.cell + (isApple ? "" : Self.synchronisation)
      + (palette ? Self.palette : "") + Self.attributes
  }

  /// Whether tmux or screen stands between this process and the terminal, as far as `environment` tells.
  static func isMultiplexed(_ environment: [String: String]) -> Bool {
    let terminal = environment["TERM"] ?? ""
    return ["TMUX", "STY", "ZELLIJ"].contains { environment[$0].map { !$0.isEmpty } ?? false }
      || terminal.hasPrefix("screen") || terminal.hasPrefix("tmux")
  }
}
