import Casework
import TerminalKit
import Testing

@testable import Workstation

@Suite("The keys that a reader wants")
struct KeyWishesTests {
  private static func wish(_ place: String, _ command: String, _ keys: Key..., line: Int = 1) -> KeyWish {
    KeyWish(file: "f", line: line, place: place, command: command, keys: keys)
  }

  /// The queue of a reader who wants these.
  private static func bench(_ cases: [CaseFile] = Sketch.all, columns: Int = 200, _ wishes: KeyWish...) -> Bench {
    var bench = Bench(columns: columns, rows: 40, cases: cases)
    bench.state.take(wishes)
    bench.look()
    return bench
  }

  @Test("stand in the place of those that are delivered, and hints, help and commands follow")
  func follows() {
    var bench = Self.bench([Sketch.high], Self.wish("case", "sign_off", "Z"), Self.wish("queue", "open", "e"))
    bench.press("e")
    #expect(bench.state.reading != nil)
    bench.drawPictures()
    #expect(bench.lines.last?.contains("Z sign off") == true && bench.words.contains("Z sign off"))
    bench.press("?")
    bench.type("/own call")
    #expect(bench.words.contains("Z sign off: your own call"))
    bench.press(.escape, .escape, ":")
    bench.type("own call")
    #expect(bench.lines.contains { $0.contains("sign off: your own call") && $0.contains(" Z") })
    bench.press(.escape, "s")
    #expect(bench.state.popup == nil, "the delivered key does nothing any more")
    bench.press("Z")
    guard case .signOff = bench.state.popup else { return #expect(Bool(false), "\(bench.text)") }
  }

  @Test("sentences name the key that holds")
  func sentences() {
    var bench = Self.bench([Sketch.new], Self.wish("case", "score", "G"), Self.wish("queue", "score", "x"))
    #expect(bench.words.contains("x scores it"))
    bench.press(.enter)
    #expect(bench.words.contains("G scores it") && !bench.words.contains("S scores it"))
  }

  @Test("what a click presses is the key that holds")
  func clicks() throws {
    var file = Sketch.high
    file.status = .signed
    file.signOff = try Sketch.signed(Sketch.confirmation, finding: Sketch.finding(.high))
    var bench = Self.bench([file], Self.wish("case", "addendum", "D"))
    bench.press(.enter)
    bench.click(on: "D add")
    guard case .amend(let dialog) = bench.state.popup else { return #expect(Bool(false), "\(bench.text)") }
    #expect(dialog.purpose == .addendum)
  }

  @Test("a command without a key is done from the commands, and sentences say so")
  func keyless() {
    var bench = Self.bench([Sketch.new], Self.wish("case", "score"))
    bench.press(.enter)
    #expect(bench.words.contains(": scores it"))
    bench.press("?")
    bench.type("/score the case")
    #expect(bench.words.contains(": only score the case"))
  }

  @Test("two commands exchange their keys")
  func exchange() {
    let (keys, mistakes) = KeyMap.standard.taking([
      Self.wish("case", "ruler", "B"), Self.wish("case", "bookmark", "R", line: 2),
    ])
    #expect(mistakes.isEmpty)
    #expect(keys.reading.command(for: "B") == .ruler && keys.reading.command(for: "R") == .bookmark)
  }

  @Test("a key that another command has at the same place, or everywhere, is refused; what is right holds")
  func conflicts() {
    let (other, everywhere) = (Self.wish("case", "ruler", "e"), Self.wish("case", "mirror", "t", line: 3))
    let (first, second) = (Self.wish("queue", "sort", "x", line: 5), Self.wish("queue", "reload", "x", line: 6))
    let (keys, mistakes) = KeyMap.standard.taking([
      other, Self.wish("case", "turn", "D", line: 2), everywhere, first, second,
    ])
    #expect(
      mistakes == [
        .taken(other, key: "e", command: "case.amend"), .taken(everywhere, key: "t", command: "everywhere.themes"),
        .taken(second, key: "x", command: "queue.sort"),
      ])
    #expect(keys.reading.command(for: "D") == .turn && keys.reading.command(for: "R") == .ruler)
    #expect(keys.queue.list.command(for: "x") == .sort && keys.queue.list.command(for: "r") == .reload)
  }

  @Test("a wish that leans on one that is refused is refused, too")
  func leaning() {
    let (ruler, bookmark) = (Self.wish("case", "ruler", "B"), Self.wish("case", "bookmark", "e", line: 2))
    let (keys, mistakes) = KeyMap.standard.taking([ruler, bookmark])
    #expect(
      mistakes == [
        .taken(ruler, key: "B", command: "case.bookmark"), .taken(bookmark, key: "e", command: "case.amend"),
      ])
    #expect(keys == .standard)
  }

  @Test("what there is not is told with the nearest word, else with all")
  func unknown() {
    let (place, command) = (Self.wish("cases", "turn", "Q"), Self.wish("case", "next_tiles", "Q"))
    let (far, places) = (
      Self.wish("xxxxxxxx", "turn", "Q"), ["everywhere", "queue", "case", "gallery", "model", "quality"]
    )
    #expect(
      KeyMap.standard.taking([place]).mistakes == [.unknownPlace(place, nearest: "case", known: places)])
    #expect(KeyMap.standard.taking([far]).mistakes == [.unknownPlace(far, nearest: nil, known: places)])
    guard case .unknownCommand(command, "next_tile", let known)? = KeyMap.standard.taking([command]).mistakes.first
    else { return #expect(Bool(false)) }
    #expect(known.contains("leave_out"))
  }

  @Test("what leads out, to the help and the commands, or withdraws a signature, always has a key")
  func needed() {
    for (place, command) in [
      ("everywhere", "help"), ("everywhere", "palette"), ("everywhere", "quit"), ("everywhere", "withdraw"),
      ("queue", "leave"), ("case", "back"), ("gallery", "close"), ("model", "back"),
    ] {
      let wish = Self.wish(place, command)
      #expect(KeyMap.standard.taking([wish]).mistakes == [.needed(wish)])
    }
  }

  @Test("no key that is typed into a passphrase or a comment leaves at once")
  func typed() {
    for key in ["Q", .backspace, .control("w"), .enter] as [Key] {
      let wish = Self.wish("everywhere", "quit", key)
      #expect(KeyMap.standard.taking([wish]).mistakes == [.typed(wish)])
    }
    #expect(KeyMap.standard.taking([Self.wish("everywhere", "quit", .control("x"), .function(10))]).mistakes.isEmpty)
  }

  @Test("the names of commands stay: they stand in files of users")
  func names() {
    let known: [KeyPlace: String] = [
      .everywhere: "help palette themes symbols withdraw undo stop_scoring outbox tour suspend quit",
      .queue: """
      down up open search next_stage previous_stage sort turn_round first last half_page_down half_page_up page_down
      page_up reload leave show_model show_quality waiting columns lists save_list score mark mark_all clear_search
      """,
      .reading: """
      pan_left pan_down pan_up pan_right zoom_in zoom_out toggle_heat hide_heat next_tile previous_tile sign_off back
      show_model less_opaque more_opaque switch_quantity switch_reference raise_threshold lower_threshold narrow_range
      widen_range whole_slide lowest_magnification low_magnification medium_magnification high_magnification
      scanned_magnification next_slide previous_slide next_case previous_case panel_down panel_up switch_panel
      toggle_overview switch_profile switch_stains switch_pixels addendum amend ask_for_case ask_opinion
      answer_opinion take_opinion_back next_place resolve_label step_left step_down step_up step_right zoom_in_half
      zoom_out_half place_back place_forward set_beside switch_link switch_focus turn mirror score next_panel_tab
      previous_panel_tab open_gallery ruler bookmark next_mark count_nuclei switch_nuclei leave_out switch_mask
      export
      """,
      .gallery: "left down up right go_there verify question other_end switch_quantity close",
      .model: "down up page_down page_up half_page_down half_page_up top end other_page back",
      .quality: "down up page_down page_up half_page_down half_page_up top end count_again back",
    ]
    for place in KeyPlace.allCases {
      let names = KeyMap.standard.slots(of: place).map(\.name)
      #expect(Set(names).count == names.count, "\(place)")
      let stored = known[place]?.split(whereSeparator: \.isWhitespace).map { String($0) } ?? []
      #expect(!stored.isEmpty && Set(stored).isSubset(of: names), "\(Set(stored).subtracting(names))")
    }
  }

  @Test("no delivered key of a place does something everywhere, too")
  func disjoint() {
    let everywhere = Set(KeyMap.standard.slots(of: .everywhere).flatMap(\.keys))
    for place in KeyPlace.allCases where place != .everywhere {
      #expect(everywhere.isDisjoint(with: KeyMap.standard.slots(of: place).flatMap(\.keys)), "\(place)")
    }
  }
}
