import CursesTerminal
import TerminalKit
import Testing

/// A terminal of 256 colours whose palette follows the pictures.
extension CursesTerminalTests {
  private static let asking = "␛[>q␛[>c␛_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA␛\\␛[16t␛[?2026$p␛]4;231;?␛\\␛[c"
  private static let colour = "␛]4;231;rgb:ffff/ffff/ffff␛\\"

  /// A frame of 400 colours, no two alike.
  private static func picture(_ size: TerminalSize, green: UInt8 = 90) -> TerminalFrame {
    var screen = Screen(size: size)
    for index in 0..<400 {
      let color = RGB(UInt8(150 + index % 100), green, UInt8(100 + index % 140))
      screen[index % size.columns, index / size.columns] = Cell(" ", style: Style(background: color))
    }
    return TerminalFrame(screen, palette: PaletteWish(keeping: [], isAtRest: true))
  }

  private func adapting(
    _ pseudo: PseudoTerminal, answer: String, configuration: TerminalWishes
  ) throws -> CursesTerminal {
    pseudo.answer(Self.asking, with: answer + "␛[?62;c")
    return try CursesTerminal(
      environment: ["TERM": "xterm-256color"], configuration: configuration, patience: 10_000, input: pseudo.program,
      output: pseudo.program)
  }

  @Test("has colours redefined with the picture, where it tells what they are, and given back when it is left")
  func palette() throws {
    let pseudo = try PseudoTerminal()
    let terminal = try adapting(pseudo, answer: Self.colour, configuration: TerminalWishes(adaptsPalette: true))
    defer { terminal.restore() }
    _ = pseudo.shown()
    terminal.paint(Self.picture(terminal.size))
    let first = pseudo.shown()
    #expect(first.contains("␛]4;32;rgb:") && (32...231).contains { first.contains("␛[48;5;\($0)m") })
    terminal.paint(Self.picture(terminal.size))
    #expect(pseudo.shown() == "", "nothing changed")
    terminal.restore()
    let last = pseudo.shown()
    let back = try #require(last.range(of: "␛]104;32;33;"))
    #expect(back.lowerBound < (last.range(of: "␛[?1006l")?.lowerBound ?? last.startIndex))
  }

  @Test("keeps its palette where it does not tell a colour, where the line is slow, and where nobody asks for it")
  func noPalette() throws {
    for (answer, wishes) in [
      ("", TerminalWishes(adaptsPalette: true)), (Self.colour, TerminalWishes(adaptsPalette: true, isSlow: true)),
    ] {
      let pseudo = try PseudoTerminal()
      let terminal = try adapting(pseudo, answer: answer, configuration: wishes)
      _ = pseudo.shown()
      terminal.paint(Self.picture(terminal.size))
      terminal.restore()
      #expect(!pseudo.shown().contains("␛]"))
    }
    #expect(TerminalQuery(environment: ["TERM": "xterm-256color"])?.text.contains("]4;") == false)
  }
}
