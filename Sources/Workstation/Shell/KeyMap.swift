import TerminalKit

/// All keys of the workstation, room by room: dispatch, help, palette and hints are made from this one value.
public struct KeyMap: Hashable, Sendable {
  var shell = ShellKeys()
  var queue = QueueKeys()
  var reading = CaseCommand.keys
  var gallery = GalleryCommand.keys
  var model = ModelCommand.keys
  var quality = QualityCommand.keys
  var firstRead = FirstReadCommand.keys
  var signOff = SignOffKeys()
  var amend = AmendKeys()
  var opinion = OpinionKeys()
  var label = LabelKeys()
  var tool = SlideTool.keys
  var note = MarkNote.keys
  var region = RegionKeys.standard
  var exports = ExportCommand.keys

  /// The keys as they are delivered.
  public static let standard = KeyMap()

  /// Those that an evaluation which is shown alone needs.
  static let evaluation: KeyMap = {
    var keys = KeyMap()
    keys.model = keys.model.without(\.needsPages)
    keys.shell.everywhere = keys.shell.everywhere.without(\.needsCases)
    return keys
  }()
}

/// A command of any room, as the palette lists it.
enum RoomCommand: Hashable, Sendable {
  case shell(ShellCommand)
  case queue(QueueCommand)
  case reading(CaseCommand)
  case gallery(GalleryCommand)
  case model(ModelCommand)
  case quality(QualityCommand)
}

/// The rooms that take the keys where nothing lies over them.
enum Room: Hashable, Sendable, CaseIterable {
  case queue, reading, gallery, model, quality
}

extension Room {
  /// Where something is done.
  var words: String {
    switch self {
    case .queue: "in the queue"
    case .reading: "in a case"
    case .gallery: "in the gallery"
    case .model: "in the model"
    case .quality: "in the readings"
    }
  }
}

extension RoomCommand {
  /// Where it is done; `nil`: everywhere.
  var room: Room? {
    switch self {
    case .shell: nil
    case .queue: .queue
    case .reading: .reading
    case .gallery: .gallery
    case .model: .model
    case .quality: .quality
    }
  }

  /// Whether it only leads back, so that nobody goes elsewhere to do it.
  var leadsBack: Bool {
    switch self {
    case .reading(.back), .gallery(.close), .model(.back), .quality(.back): true
    case .shell, .queue, .reading, .gallery, .model, .quality: false
    }
  }
}

extension KeyMap {
  /// What the palette offers in `room`: its own commands, then those that hold everywhere but the palette itself, then
  /// those of the other rooms, unless there is nothing `elsewhere`.
  func offered(in room: Room, elsewhere: Bool = true) -> [KeyBinding<RoomCommand>] {
    let everywhere = shell.everywhere.without(\.opensPalette).map { RoomCommand.shell($0) }
    let others = Room.allCases.filter { elsewhere && $0 != room }.flatMap { commands(of: $0).bindings }
    return commands(of: room).bindings + everywhere.bindings + others.filter { !$0.command.leadsBack }
  }

  private func commands(of room: Room) -> KeyTable<RoomCommand> {
    switch room {
    case .queue: queue.list.map { RoomCommand.queue($0) }
    case .reading: reading.map { RoomCommand.reading($0) }
    case .gallery: gallery.map { RoomCommand.gallery($0) }
    case .model: model.map { RoomCommand.model($0) }
    case .quality: quality.map { RoomCommand.quality($0) }
    }
  }

  /// For the last line in `room`.
  func hints(in room: Room) -> [Hint] { commands(of: room).hints }
}

extension ShellCommand {
  fileprivate var opensPalette: Bool {
    switch self {
    case .palette: true
    case .help, .themes, .symbols, .withdraw, .undo, .stopScoring, .outbox, .tour, .suspend, .quit: false
    }
  }

  /// Whether an evaluation that is shown alone has no use for it.
  fileprivate var needsCases: Bool {
    switch self {
    case .stopScoring, .outbox, .tour: true
    case .help, .palette, .themes, .symbols, .withdraw, .undo, .suspend, .quit: false
    }
  }
}
