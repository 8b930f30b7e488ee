extension ColorDepth {
  /// The depth of the terminal that `environment` describes.
  ///
  /// - Parameters:
  ///   - environment: `NO_COLOR` (any text that is not empty) wins and means monochrome; then `COLORTERM`, names of
  ///     terminals that are known for true colour, and the ending of `TERM`.
  ///   - isTTY: whether the output is a terminal: a file or a pipe gets monochrome unless `override` asks for more.
  ///   - override: what the user asked for, which wins over everything.
  public static func detect(
    environment: [String: String], isTTY: Bool, override: ColorDepth? = nil
  ) -> ColorDepth {
    if let override { return override }
    if let refusal = environment["NO_COLOR"], !refusal.isEmpty { return .monochrome }
    guard isTTY else { return .monochrome }
    let terminal = environment["TERM"] ?? ""
    if hasTrueColor(terminal, environment) { return .trueColor }
    if terminal.contains("256color") { return .palette256 }
    // DEC's terminals before the VT525 show no colour, nor does what calls itself dumb.
    let colourless = ["vt52", "vt1", "vt2", "vt3", "vt4", "dumb", "unknown"]
    if terminal.isEmpty || terminal.hasSuffix("-m") || terminal.hasSuffix("-mono") { return .monochrome }
    return colourless.contains(where: terminal.hasPrefix) ? .monochrome : .palette16
  }

  private static func hasTrueColor(_ terminal: String, _ environment: [String: String]) -> Bool {
    if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") { return true }
    if terminal.hasSuffix("-direct") { return true }
    let names = ["xterm-kitty", "xterm-ghostty", "foot", "wezterm", "alacritty", "contour"]
    if names.contains(where: terminal.hasPrefix) { return true }
    // What runs inside tmux or screen inherits the outer terminal's variables, not its colours.
    if terminal.hasPrefix("screen") || terminal.hasPrefix("tmux") { return false }
    if environment["WT_SESSION"] != nil { return true }
    if let version = environment["VTE_VERSION"].flatMap({ Int($0) }), version >= 3600 { return true }
    return ["iTerm.app", "WezTerm", "ghostty", "vscode"].contains(environment["TERM_PROGRAM"] ?? "")
  }
}
