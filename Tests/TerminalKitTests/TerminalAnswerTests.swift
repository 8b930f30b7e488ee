import Basics
import TerminalKit
import Testing

/// What terminals answer to the questions at the start: tmux 3.3a, mlterm 3.9.0, VTE 0.70 and Alacritty 0.11 as it was
/// recorded, the others as they are documented to write it. `␛` stands for escape.
enum RecordedAnswers {
  static let xterm = "␛P>|XTerm(379)␛\\␛[6;17;8t␛[?2026;0$y␛[?64;1;2;6;9;15;16;17;18;21;22;28c"
  static let kitty = "␛P>|kitty(0.35.2)␛\\␛_Gi=31;OK␛\\␛[6;20;10t␛[?2026;2$y␛[?62;c"
  static let foot = "␛P>|foot(1.20.1)␛\\␛[6;19;9t␛[?2026;2$y␛[?62;4;22c"
  static let wezTerm = "␛P>|WezTerm 20240203-110809-5046fc22␛\\␛[6;21;10t␛[?2026;2$y␛[?65;4;6;18;22c"
  static let tmux = "␛P>|tmux 3.3a␛\\␛[?1;2c"
  static let windowsTerminal = "␛[6;20;10t␛[?2026;2$y␛[?61;4;6;7;14;21;22;23;24;28;32;42c"
  static let linuxConsole = "␛[?6c"
  static let vte = "␛P>|VTE(7006)␛\\␛[6;20;10t␛[?2026;0$y␛[?65;1;9c"
  static let oldVTE = "␛[>65;7006;1c␛[?2026;4$y␛[?65;1;9c"
  static let mlterm = "␛[>24;279;0c␛[6;16;8t␛[?2026;0$y␛[?63;1;2;3;4;6;7;15;18;22;29c"
  static let alacritty = "␛[>0;1700;1c␛[?6c"
  static let iTerm2 = "␛P>|iTerm2 3.5.14␛\\␛[6;18;9t␛[?2026;2$y␛[?62;4c"

  static let all = [
    xterm, kitty, foot, wezTerm, tmux, windowsTerminal, linuxConsole, vte, oldVTE, mlterm, alacritty, iTerm2,
  ]

  static func bytes(_ text: String) -> [UInt8] { Array(text.replacing("␛", with: "\u{1B}").utf8) }

  static func read(_ text: String) -> TerminalAnswers {
    var reader = TerminalAnswerReader()
    reader.take(bytes(text))
    return reader.answers
  }
}

@Suite("A terminal's answers")
struct TerminalAnswerTests {
  private func read(_ text: String) -> TerminalAnswers { RecordedAnswers.read(text) }

  @Test(
    "say who it is, the size of its cells, whether it knows mode 2026, and what it has",
    arguments: [
      (RecordedAnswers.xterm, "XTerm(379)", 8, false, false, false),
      (RecordedAnswers.kitty, "kitty(0.35.2)", 10, true, true, false),
      (RecordedAnswers.foot, "foot(1.20.1)", 9, true, false, true),
      (RecordedAnswers.wezTerm, "WezTerm 20240203-110809-5046fc22", 10, true, false, true),
      (RecordedAnswers.windowsTerminal, nil, 10, true, false, true),
      (RecordedAnswers.vte, "VTE(7006)", 10, false, false, false),
      (RecordedAnswers.iTerm2, "iTerm2 3.5.14", 9, true, false, true),
    ] as [(String, String?, Int, Bool, Bool, Bool)])
  func recorded(text: String, name: String?, width: Int, synchronizes: Bool, kitty: Bool, sixel: Bool) {
    let answers = read(text)
    #expect(answers.isComplete)
    #expect(answers.name == name)
    #expect(answers.cell?.width == width)
    #expect(answers.synchronizes == synchronizes)
    #expect(answers.takesKittyGraphics == kitty)
    #expect(answers.hasSixel == sixel)
  }

  @Test("say by numbers who it is that has no name")
  func secondary() {
    #expect(read(RecordedAnswers.oldVTE).secondary == [65, 7006, 1])
    #expect(read(RecordedAnswers.oldVTE).attributes == [65, 1, 9])
    #expect(read("␛[>1;2c␛[>1;2;3c␛[>4;5;6c").secondary == [1, 2, 3])
  }

  @Test("tell a colour, whichever way the string ends, and not that of another number")
  func colour() {
    #expect(read("␛]4;231;rgb:ffff/ffff/ffff␛\\␛[?6c").tellsPalette)
    #expect(read("␛]4;231;rgb:ff/ff/ff\u{7}␛[?6c").tellsPalette)
    #expect(!read("␛]4;1;rgb:ff/ff/ff\u{7}␛[?6c").tellsPalette)
    #expect(!read("␛[?6c␛]4;231;rgb:ff/ff/ff\u{7}").tellsPalette, "nothing is asked any more")
  }

  @Test("are complete where most questions have no answer")
  func few() {
    var tmux = TerminalAnswers()
    (tmux.name, tmux.attributes) = ("tmux 3.3a", [1, 2])
    #expect(read(RecordedAnswers.tmux) == tmux)
    var console = TerminalAnswers()
    console.attributes = [6]
    #expect(read(RecordedAnswers.linuxConsole) == console)
  }

  @Test("are the same in whatever two pieces they come", arguments: RecordedAnswers.all)
  func pieces(text: String) {
    let bytes = RecordedAnswers.bytes(text)
    for cut in bytes.indices {
      var reader = TerminalAnswerReader()
      reader.take(bytes[..<cut])
      #expect(!reader.answers.isComplete, "the last byte ends the last answer")
      reader.take(bytes[cut...])
      #expect(reader.answers == read(text), "cut at \(cut)")
      #expect(!reader.isInside)
    }
  }

  @Test("are found among keys and other sequences")
  func amongOthers() {
    let mixed = "j␛[A␛OB␛[<0;3;4M␛]11;rgb:0000/0000/0000␛\\␛[0n" + RecordedAnswers.kitty + "q␛[5~"
    #expect(read(mixed) == read(RecordedAnswers.kitty))
  }

  @Test("do not count twice, and not behind the last one")
  func once() {
    #expect(read("␛P>|one␛\\␛P>|two␛\\␛[?1c").name == "one")
    #expect(read("␛[?1c␛P>|late␛\\␛_Gi=31;OK␛\\␛[6;20;10t␛[?2026;1$y") == read("␛[?1c"))
  }

  @Test(
    "that are none change nothing",
    arguments: [
      "", "␛", "␛[", "␛[?", "␛[?c1", "c", "␛[c", "␛[6c", "␛[?1:2c", "␛[?-1c", "␛[?123456c", "␛[6;0;0t", "␛[6;20t",
      "␛[4;20;10t",
      "␛[6;20;1001t", "␛[?2026;1y", "␛[?2027;1$y", "␛[?2026$y", "␛P>|␛\\", "␛P>|no end", "␛P>|left\u{18}␛\\",
      "␛P1$r0m␛\\",
      "␛_Gi=31;EINVAL:no␛\\", "␛_Gi=32;OK␛\\", "␛_G␛\\", "␛_Gi=31␛\\", "␛_X;OK␛\\", "␛]0;kitty␛\\", "␛[?1\u{1A}c",
    ])
  func garbage(text: String) {
    #expect(read(text) == TerminalAnswers())
  }

  @Test("that are far too long are passed over to their end, and the next one counts")
  func hostile() {
    let long = String(repeating: "9", count: 100_000)
    for text in ["␛P>|\(long)␛\\", "␛[?\(long)c", "␛[6;\(long);1t", "␛_Gi=31,\(long);OK␛\\", "␛[\(long)"] {
      #expect(read(text) == TerminalAnswers())
    }
    #expect(read("␛P>|\(long)␛\\" + RecordedAnswers.tmux) == read(RecordedAnswers.tmux))
  }

  @Test("hold a name that speaks to no terminal and is not long")
  func names() {
    #expect(read("␛P>|a\u{7}").name == "a", "BEL ends it too")
    #expect(read("␛P>|a\u{1}\u{9B}31mb␛\\").name?.contains("\u{9B}") == false)
    #expect(read("␛P>|\(String(repeating: "n", count: 200))␛\\").name?.count == 80)
  }

  @Test("are read of any bytes at all without harm")
  func noise() {
    var noise = Noise(seed: 13)
    let alphabet = Array("␛[?>|P_G;0123456789c$yt\\OK\u{7}".replacing("␛", with: "\u{1B}").utf8)
    for _ in 0..<200 {
      var reader = TerminalAnswerReader()
      for _ in 0..<100 { reader.take(alphabet[Int(noise.byte()) % alphabet.count]) }
      if let cell = reader.answers.cell { #expect((1...1000).contains(cell.width)) }
    }
  }
}

@Suite("The questions to a terminal")
struct TerminalQueryTests {
  private func question(_ environment: [String: String]) -> String? {
    TerminalQuery(environment: environment)?.text.replacing("\u{1B}", with: "␛")
  }

  @Test("end with that for its attributes, which every terminal answers")
  func order() {
    let whole = "␛[>q␛[>c␛_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA␛\\␛[16t␛[?2026$p␛[c"
    #expect(question(["TERM": "xterm-256color"]) == whole)
  }

  @Test("have one for a colour of the palette where that matters")
  func palette() {
    let asked = TerminalQuery(environment: ["TERM": "tmux-256color"], palette: true)
    #expect(asked?.text == "\u{1B}[>q\u{1B}[>c\u{1B}[16t\u{1B}[?2026$p\u{1B}]4;231;?\u{1B}\\\u{1B}[c")
  }

  @Test("leave out what tmux, screen and Apple's Terminal would take for something else")
  func disturbing() {
    #expect(question(["TERM": "tmux-256color"]) == "␛[>q␛[>c␛[16t␛[?2026$p␛[c")
    #expect(question(["TERM": "xterm-256color", "TMUX": "/tmp/tmux-1000/default,1,0"]) == "␛[>q␛[>c␛[16t␛[?2026$p␛[c")
    #expect(question(["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"]) == "␛[>q␛[>c␛[16t␛[c")
  }

  @Test(
    "are not asked where they would be shown as text", arguments: ["linux", "dumb", "vt100", "vt220", "", "unknown"])
  func silent(terminal: String) {
    #expect(question(["TERM": terminal]) == nil)
    #expect(question([:]) == nil)
  }
}
