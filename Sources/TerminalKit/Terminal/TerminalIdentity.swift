/// The terminals that say who they are, and of which something is known.
public enum TerminalProgram: String, Sendable, CaseIterable {
  case kitty, ghostty, foot
  case wezTerm = "WezTerm"
  /// The widget of GNOME Terminal and others.
  case vte = "VTE"
  case alacritty, contour, rio
  case konsole = "Konsole"
  case iTerm2, mintty, mlterm
  case xterm = "XTerm"
  case windowsTerminal = "Windows Terminal"
  /// The widget of Visual Studio Code and others.
  case xtermJS = "xterm.js"
  case warp = "Warp"
  case tmux
  case zellij = "Zellij"
}

/// A version as the numbers between its points: `0.35.2`.
public struct TerminalVersion: Hashable, Comparable, Sendable, ExpressibleByArrayLiteral {
  /// The numbers, the weightiest first; none where no version is known.
  public let numbers: [Int]

  /// A version of these numbers.
  public init(arrayLiteral numbers: Int...) { self.numbers = numbers }

  /// The first version in `text`, whatever stands around it; letters behind its numbers are left out.
  public init(in text: some StringProtocol) {
    let digits = text.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    numbers = digits.split(separator: ".").prefix(4).map { $0.count < 10 ? Int($0) ?? 0 : 0 }
  }

  /// Whether `one` is older; a version that is not known is older than any other.
  public static func < (one: TerminalVersion, other: TerminalVersion) -> Bool {
    one.numbers.lexicographicallyPrecedes(other.numbers)
  }
}

/// Which terminal it is, of those of which something is known.
public struct TerminalIdentity: Hashable, Sendable {
  /// The program.
  public let program: TerminalProgram
  /// Its version.
  public let version: TerminalVersion

  /// A terminal by program and version.
  public init(_ program: TerminalProgram, _ version: TerminalVersion) {
    self.program = program
    self.version = version
  }

  /// The terminal that calls itself `name`: `kitty(0.35.2)`, `tmux 3.3a`. `nil` where it is none of those.
  public init?(named name: String) {
    let fits = TerminalProgram.allCases.filter { program in
      guard name.lowercased().hasPrefix(program.rawValue.lowercased()) else { return false }
      return !(name.dropFirst(program.rawValue.count).first?.isLetter ?? false)
    }
    // `xterm.js` begins as `xterm` does.
    guard let program = fits.max(by: { $0.rawValue.count < $1.rawValue.count }) else { return nil }
    self.init(program, TerminalVersion(in: name.dropFirst(program.rawValue.count)))
  }

  /// The terminal that gave `answers`: by its name, or where it has none by its secondary attributes and `term`, which
  /// `TERM` says. `nil` where nothing is known of it.
  ///
  /// Recorded: VTE 0.70 answers 65, 7006 and 1; Alacritty 0.11 answers 0, 1700 and 1, the version of its library, which
  /// is 0.24 in 0.14; mlterm 3.9 answers as an xterm.
  public init?(_ answers: TerminalAnswers, term: String) {
    if let name = answers.name {
      self.init(named: name)
      return
    }
    let numbers = answers.secondary ?? []
    let version = numbers.count == 3 ? numbers[1] : 0
    if numbers.first == 65, numbers.last == 1 {
      self.init(.vte, [version])
    } else if term.hasPrefix("alacritty") {
      self.init(.alacritty, version >= 2400 ? [0, 14] : [])
    } else if term.hasPrefix("mlterm") {
      self.init(.mlterm, [])
    } else {
      return nil
    }
  }
}
