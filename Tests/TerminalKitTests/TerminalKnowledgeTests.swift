import TerminalKit
import Testing

@Suite("Which terminal it is")
struct TerminalIdentityTests {
  @Test(
    "is said by its name and version",
    arguments: [
      ("kitty(0.35.2)", TerminalIdentity(.kitty, [0, 35, 2])), ("XTerm(379)", TerminalIdentity(.xterm, [379])),
      ("WezTerm 20240203-110809-5046fc22", TerminalIdentity(.wezTerm, [20_240_203])),
      ("tmux 3.3a", TerminalIdentity(.tmux, [3, 3])), ("tmux next-3.7", TerminalIdentity(.tmux, [3, 7])),
      ("VTE(7006)", TerminalIdentity(.vte, [7006])), ("iTerm2 3.5.14", TerminalIdentity(.iTerm2, [3, 5, 14])),
      ("xterm.js(6.1.0-beta.191)", TerminalIdentity(.xtermJS, [6, 1, 0])),
      ("Windows Terminal 1.26.2.0", TerminalIdentity(.windowsTerminal, [1, 26, 2, 0])),
      ("ghostty", TerminalIdentity(.ghostty, [])), ("Warp(v0.2026.03)", TerminalIdentity(.warp, [0, 2026, 3])),
    ])
  func named(name: String, identity: TerminalIdentity) {
    #expect(TerminalIdentity(named: name) == identity)
  }

  @Test("is not known of others", arguments: ["", "Bobcat 0.9", "footloose(1.20)", "my kitty", "(3)"])
  func unknown(name: String) {
    #expect(TerminalIdentity(named: name) == nil)
  }

  @Test("has versions that are compared number by number")
  func versions() {
    #expect(TerminalVersion(in: "0.9.2") < [0, 10])
    #expect(TerminalVersion(in: "0.40.0") >= [0, 40])
    #expect(TerminalVersion(in: "none") < [0])
    #expect(TerminalVersion(in: "99999999999999999999.1") < [1])
  }
}

@Suite("What is known of terminals by name and version")
struct TerminalTraitsTests {
  @Test(
    "is the finest symbols that are safe, who draws them, and pixels",
    arguments: [
      ("kitty(0.40.0)", .octant, .terminal, .kitty), ("kitty(0.35.2)", .wedge, .terminal, .kitty),
      ("kitty(0.26.5)", .wedge, .terminal, .none), ("kitty(0.19.2)", .quadrant, .terminal, .none),
      ("ghostty 1.0.1", .octant, .terminal, .kitty), ("foot(1.20.0)", .octant, .terminal, .sixel),
      ("foot(1.16.2)", .wedge, .terminal, .sixel), ("WezTerm 20240203-110809", .wedge, .terminal, .iterm2),
      ("VTE(7800)", .octant, .terminal, .sixel), ("VTE(6003)", .quadrant, .terminal, .sixel),
      ("Alacritty 0.16.1", .sextant, .terminal, .none), ("XTerm(379)", .quadrant, .font, .sixel),
      ("Konsole 22.12.3", .quadrant, .terminal, .sixel), ("iTerm2 3.5.14", .quadrant, .terminal, .iterm2),
      ("Windows Terminal 1.26.2.0", .quadrant, .terminal, .sixel), ("tmux 3.3a", .sextant, .unknown, .none),
      ("tmux 3.2", .quadrant, .unknown, .none), ("kitty", .quadrant, .terminal, .none),
    ] as [(String, PictureSymbols, SymbolDrawing, PixelProtocol)])
  func table(name: String, symbols: PictureSymbols, drawing: SymbolDrawing, pixels: PixelProtocol) throws {
    let traits = TerminalTraits(of: try #require(TerminalIdentity(named: name)))
    #expect(traits.symbols == symbols)
    #expect(traits.drawing == drawing)
    #expect(traits.pixels == pixels)
  }

  @Test("is never an older version's more than a newer one's", arguments: TerminalProgram.allCases)
  func monotonous(program: TerminalProgram) {
    let unknown = TerminalTraits(of: TerminalIdentity(program, []))
    let newest = TerminalTraits(of: TerminalIdentity(program, [99_999_999]))
    #expect(unknown.symbols <= newest.symbols)
    if unknown.pixels != newest.pixels { #expect(unknown.pixels == .none) }
  }

  @Test("has coarser symbols along with finer ones")
  func blocks() {
    for (coarse, fine) in zip(PictureSymbols.allCases, PictureSymbols.allCases.dropFirst()) {
      #expect(coarse < fine)
      #expect(fine.blocks.isSuperset(of: coarse.blocks))
    }
  }
}

@Suite("What is known of a terminal")
struct TerminalKnowledgeTests {
  private let plain = ["TERM": "xterm-256color"]

  private func known(
    _ answers: String?, _ environment: [String: String]? = nil, options: TerminalWishes = TerminalWishes(),
    configuration: TerminalWishes = TerminalWishes()
  ) -> TerminalKnowledge {
    TerminalKnowledge(
      environment: environment ?? plain, options: options, configuration: configuration,
      reply: answers.map { .answered(RecordedAnswers.read($0)) } ?? .silent)
  }

  @Test("is what it answered, where it answered: a plain name over SSH hides nothing any more")
  func answered() {
    let known = known(RecordedAnswers.kitty)
    #expect(known.depth == .init(.trueColor, .table))
    #expect(known.symbols == .init(PictureSymbols.wedge.blocks, .table))
    #expect(known.pixels == .init(.kitty, .table))
    #expect(known.synchronizes == .init(true, .answer))
    #expect(known.cell?.value == CellPixels(width: 10, height: 20))
  }

  @Test("is that tmux carries sextants, whatever stands around it, but no pixels and no more colours than are known")
  func tmux() {
    let known = known(RecordedAnswers.tmux, ["TERM": "tmux-256color", "TMUX": "x"])
    #expect(known.symbols == .init(PictureSymbols.sextant.blocks, .table))
    #expect(known.depth == .init(.palette256, .guess))
    #expect(known.pixels.value == .none)
    #expect(known.synchronizes == .init(false, .answer))
    #expect(self.known("␛[?1;2;4c", ["TERM": "screen-256color"]).pixels.value == .none)
  }

  @Test("is that a font draws the blocks of xterm")
  func seams() {
    #expect(known(RecordedAnswers.xterm).drawing == .font)
    #expect(known(RecordedAnswers.xterm).depth.value == .trueColor)
    #expect(known("␛P>|XTerm(330)␛\\␛[?64;1c").depth.value == .palette256)
    #expect(known(RecordedAnswers.vte).drawing == .terminal)
  }

  @Test("is what the environment lets guess, where it says nothing")
  func silent() {
    let silent = known(nil, ["TERM": "xterm-kitty"])
    #expect(silent.symbols == .init(BlockSymbols.detect(environment: ["TERM": "xterm-kitty"]), .guess))
    #expect(silent.depth == .init(.trueColor, .guess))
    #expect(silent.pixels == .init(.none, .guess))
    #expect(silent.synchronizes.value)
    #expect(!known(nil).synchronizes.value)
  }

  @Test("is what its numbers say of one that has no name")
  func numbers() {
    #expect(known(RecordedAnswers.oldVTE).identity == TerminalIdentity(.vte, [7006]))
    #expect(known(RecordedAnswers.oldVTE).symbols == .init(PictureSymbols.wedge.blocks, .table))
    let alacritty = ["TERM": "alacritty"]
    #expect(known(RecordedAnswers.alacritty, alacritty).symbols == .init(.blockElements, .table))
    #expect(known("␛[>0;2401;1c␛[?6c", alacritty).symbols.value == PictureSymbols.sextant.blocks)
    #expect(known(nil, alacritty).symbols == .init(.blockElements, .guess), "an old one has no sextants")
    #expect(known("␛[>0;10;1c␛[?61c").identity == nil, "of another terminal")
    #expect(known("␛P>|tmux 3.3a␛\\␛[>65;7006;1c␛[?1c").identity?.program == .tmux, "a name says more")
  }

  @Test("is that mlterm keeps few colours and shows sixels")
  func mlterm() {
    let known = known(RecordedAnswers.mlterm, ["TERM": "mlterm", "COLORTERM": "truecolor"])
    #expect(known.depth == .init(.palette256, .table))
    #expect(known.pixels == .init(.sixel, .table))
    #expect(known.capabilities().pixelCell == CellPixels(width: 8, height: 16))
  }

  @Test("is pixels only where the terminal has proven them")
  func pixels() {
    #expect(known("␛P>|kitty(0.35.2)␛\\␛[?62;c").pixels.value == .none)
    #expect(known("␛P>|foot(1.20.1)␛\\␛[?62;22c").pixels.value == .none)
    #expect(known(RecordedAnswers.foot).pixels.value == .sixel)
    #expect(known(RecordedAnswers.windowsTerminal).pixels == .init(.sixel, .answer))
    #expect(known("␛_Gi=31;OK␛\\␛[?62c").pixels.value == .none, "whether it has placeholders is not known")
  }

  @Test("is what the user says: on the command line before in the configuration, there before NO_COLOR")
  func wishes() {
    let refusing = ["TERM": "xterm-256color", "NO_COLOR": "1"]
    let always = TerminalWishes(depth: .palette256, symbols: .half, pixels: .sixel, synchronizes: false)
    #expect(known(RecordedAnswers.kitty, refusing).depth == .init(.monochrome, .refusal))
    let configured = known(RecordedAnswers.kitty, refusing, configuration: always)
    #expect(configured.depth == .init(.palette256, .configuration))
    #expect(configured.symbols == .init(.half, .configuration))
    #expect(configured.pixels == .init(.sixel, .configuration))
    #expect(configured.synchronizes == .init(false, .configuration))
    let asked = known(
      RecordedAnswers.kitty, refusing, options: TerminalWishes(depth: .palette16), configuration: always)
    #expect(asked.depth == .init(.palette16, .option))
    #expect(asked.symbols == .init(.half, .configuration))
  }

  @Test("gives pictures and frames what they need")
  func capabilities() {
    #expect(
      known(RecordedAnswers.kitty).capabilities(mouse: false)
        == TerminalCapabilities(
          depth: .trueColor, symbols: PictureSymbols.wedge.blocks, drawing: .terminal, pixels: .kitty,
          cell: CellPixels(width: 10, height: 20), synchronizes: true, scrolls: true, reportsMouse: false))
  }

  @Test("has no pixels over a slow line, whatever the terminal takes, and whoever says that it is slow")
  func slow() {
    let slow = TerminalWishes(isSlow: true)
    #expect(known(RecordedAnswers.kitty).isSlow == .init(false, .guess))
    let option = known(RecordedAnswers.kitty, options: slow, configuration: TerminalWishes(isSlow: false))
    #expect(option.isSlow == .init(true, .option) && option.capabilities().isSlow)
    #expect(option.capabilities().pixels == .none && option.pixels.value == .kitty)
    #expect(known(RecordedAnswers.kitty, configuration: slow).isSlow == .init(true, .configuration))
  }

  @Test("has its palette follow pictures where that is wished, it has 256 colours and it told one of them")
  func palette() {
    let wish = TerminalWishes(depth: .palette256, adaptsPalette: true)
    let told = RecordedAnswers.xterm.replacing("␛[?64", with: "␛]4;231;rgb:ffff/ffff/ffff␛\\␛[?64")
    #expect(known(told, options: wish).capabilities().adaptsPalette)
    #expect(known(told, configuration: wish).capabilities().adaptsPalette)
    #expect(!known(RecordedAnswers.xterm, options: wish).capabilities().adaptsPalette)
    #expect(!known(told, options: TerminalWishes(depth: .palette256)).capabilities().adaptsPalette)
    #expect(!known(told, options: TerminalWishes(depth: .trueColor, adaptsPalette: true)).capabilities().adaptsPalette)
    let slow = TerminalWishes(depth: .palette256, adaptsPalette: true, isSlow: true)
    #expect(!known(told, options: slow).capabilities().adaptsPalette)
  }

  @Test("keeps its palette while pictures are shown in pixels, which bring colours of their own, and their dither")
  func paletteBesidePixels() {
    var capabilities = TerminalCapabilities(
      depth: .palette256, pixels: .sixel, cell: CellPixels(width: 8, height: 16), adaptsPalette: true)
    #expect(!capabilities.adaptsPalette && capabilities.pictureDepth == .palette256)
    #expect(capabilities.withoutPixels.adaptsPalette && capabilities.withoutPixels.pictureDepth == .trueColor)
    capabilities.cell = nil
    #expect(capabilities.adaptsPalette, "no pixels where the size of a cell is not known")
  }

  @Test("says that rows can be moved of terminals that are known to, and of what calls itself after xterm or tmux")
  func scrolls() {
    #expect(known(RecordedAnswers.foot).scrolls == .init(true, .table))
    #expect(!TerminalTraits(of: TerminalIdentity(.warp, [1])).scrolls)
    #expect(known(nil, ["TERM": "tmux-256color"]).scrolls == .init(true, .guess))
    #expect(!known(nil, ["TERM": "vt52"]).scrolls.value)
  }
}
