import TerminalKit
import Testing

@testable import Workstation

@Suite("The keys of the rooms")
struct KeyTableTests {
  /// Every command of `table` in it, and no key twice. What is done from the palette alone has none.
  private func check<Command: CaseIterable>(_ table: KeyTable<Command>, keyless: Set<Command> = []) {
    let keys = table.bindings.flatMap(\.keys)
    #expect(Set(keys).count == keys.count, "\(table.place)")
    let bound = Set(table.bindings.map(\.command))
    #expect(bound == Set(Command.allCases), "\(table.place)")
    #expect(table.bindings.allSatisfy { !$0.title.isEmpty })
    #expect(Set(table.bindings.filter(\.keys.isEmpty).map(\.command)) == keyless, "\(table.place)")
  }

  @Test("every command has a key, and no key stands for two at one place")
  func complete() {
    let keys = KeyMap.standard
    check(keys.queue.list)
    check(keys.queue.search)
    check(keys.queue.columns)
    check(keys.queue.lists)
    check(keys.queue.naming)
    check(keys.reading)
    check(keys.gallery)
    check(keys.model)
    check(keys.quality)
    check(keys.shell.everywhere, keyless: [.stopScoring, .outbox, .tour])
    check(keys.shell.help)
    check(keys.shell.helpSearch)
    check(keys.shell.palette)
    check(keys.shell.themes)
    check(keys.shell.problem)
    check(keys.shell.tour)
    check(keys.shell.lock)
    check(keys.shell.handOver)
    check(keys.shell.tooSmall)
    check(keys.tool)
    check(keys.note)
    check(keys.exports)
  }

  @Test("every command of the sign-off has a key at some step, and no key stands for two at one step")
  func signOff() {
    let keys = KeyMap.standard.signOff
    let steps = [keys.choice, keys.comment, keys.passphrase, keys.signed]
    #expect(Set(steps.flatMap(\.bindings).map(\.command)) == Set(SignOffCommand.allCases))
    for step in steps {
      let pressed = step.bindings.flatMap(\.keys)
      #expect(Set(pressed).count == pressed.count, "\(step.place)")
    }
    #expect(Set(keys.reasons).isDisjoint(with: keys.choice.bindings.flatMap(\.keys)))
  }

  private static let waysBack: Set<RoomCommand> = [
    .reading(.back), .gallery(.close), .model(.back), .quality(.back),
  ]

  @Test("the palette offers every command of every room, those of this one first, and no way back from another")
  func palette() {
    let keys = KeyMap.standard
    let commands: [Room: [RoomCommand]] = [
      .queue: QueueCommand.allCases.map { .queue($0) }, .reading: CaseCommand.allCases.map { .reading($0) },
      .gallery: GalleryCommand.allCases.map { .gallery($0) },
      .model: ModelCommand.allCases.map { .model($0) },
      .quality: QualityCommand.allCases.map { .quality($0) },
    ]
    let shell = ShellCommand.allCases.filter { $0 != .palette }.map { RoomCommand.shell($0) }
    for room in Room.allCases {
      let own = Set(commands[room] ?? [])
      let offered = keys.offered(in: room).map(\.command)
      #expect(Set(offered.prefix(own.count)) == own)
      let others = Set(commands.values.joined()).subtracting(own).subtracting(Self.waysBack)
      #expect(Set(offered.dropFirst(own.count)) == others.union(shell))
      #expect(Set(keys.offered(in: room, elsewhere: false).map(\.command)) == own.union(shell))
    }
  }

  @Test("the help has every binding of every room", arguments: Room.allCases)
  func help(room: Room) {
    let keys = KeyMap.standard
    let rows = HelpSheet(keys, in: room).sections.flatMap(\.rows).map { "\($0.keys) \($0.words)" }
    func rowsOf<Command>(_ table: KeyTable<Command>) -> [String] {
      table.bindings.map { $0.keysInHelp + " " + $0.title }
    }
    let (signOff, amend, opinion, label) = (keys.signOff, keys.amend, keys.opinion, keys.label)
    let expected =
      rowsOf(keys.queue.list) + rowsOf(keys.queue.search) + rowsOf(keys.queue.columns) + rowsOf(keys.queue.lists)
      + rowsOf(keys.queue.naming) + rowsOf(keys.reading) + rowsOf(keys.gallery) + rowsOf(keys.model)
      + rowsOf(keys.quality)
      + [signOff.choice, signOff.comment, signOff.passphrase, signOff.signed].flatMap { rowsOf($0) }
      + [amend.kind, amend.reading, amend.text, amend.passphrase, amend.signed].flatMap { rowsOf($0) }
      + [opinion.text, opinion.colleague, opinion.call, opinion.passphrase, opinion.signed].flatMap { rowsOf($0) }
      + [label.reason, label.text, label.passphrase, label.signed].flatMap { rowsOf($0) }
      + rowsOf(keys.firstRead) + rowsOf(keys.shell.everywhere) + rowsOf(keys.shell.help) + rowsOf(keys.shell.palette)
      + rowsOf(keys.shell.helpSearch) + rowsOf(keys.shell.tour)
      + rowsOf(keys.shell.themes) + rowsOf(keys.shell.problem) + rowsOf(keys.shell.lock) + rowsOf(keys.shell.handOver)
      + rowsOf(keys.shell.tooSmall) + rowsOf(keys.tool) + rowsOf(keys.note) + rowsOf(keys.region.drawing)
      + rowsOf(keys.region.reason) + rowsOf(keys.exports)
    #expect(Set(expected).isSubset(of: rows))
    #expect(rows.count == expected.count + 5, "and the keys of reasons and classes in one row each, with the way back")
  }

  @Test("what holds in the room comes first in its help, then what holds everywhere", arguments: Room.allCases)
  func helpOrder(room: Room) {
    let titles = HelpSheet(.standard, in: room).sections.map(\.title)
    let first =
      switch room {
      case .queue: "In the queue"
      case .reading: "In the case"
      case .gallery: "In the gallery"
      case .model: "In the model screen"
      case .quality: "In the figures of readings"
      }
    #expect(Array(titles.prefix(2)) == [first, "Everywhere"])
  }

  @Test("an evaluation that is shown alone has no key for another page")
  func alone() {
    #expect(KeyMap.evaluation.model.command(for: .tab) == nil)
    #expect(KeyMap.standard.model.command(for: .tab) == .otherPage)
  }

  @Test("neighbours with one hint share it")
  func hints() {
    let hints = KeyMap.standard.reading.hints
    #expect(hints.prefix(2) == [Hint(["h", "j", "k", "l"], "pan"), Hint(["+", "-"], "zoom")])
  }
}
