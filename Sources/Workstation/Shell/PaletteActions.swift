import Casework

/// What is chosen in the palette: it is done where that can be, and that is gone to first.
extension WorkstationState {
  /// Why something cannot be done now, in a sentence; `nil` where it can.
  func obstacle(to item: PaletteItem) -> String? {
    switch item {
    case .command(let command):
      switch command {
      case .shell, .queue, .model, .quality: return nil
      case .gallery: return reading?.galleryRefusal ?? (reading == nil ? "That is done in the gallery of a case." : nil)
      case .reading:
        return reading == nil && queue.selected == nil ? "That is done in an open case, and no case is here." : nil
      }
    case .openCase(let name): return queue.list.file(name) == nil ? "\(name) is not in the list here." : nil
    case .goTo(let point):
      return reading.map { $0.obstacle(to: point) } ?? "No slide is open: that is done in an open case."
    case .magnify(let wanted):
      return reading.map { $0.obstacle(to: wanted, in: surroundings) }
        ?? "No slide is open: that is done in an open case."
    case .useTheme(let name): return themes.contains { $0.name == name } ? nil : "There is no theme \(name) here."
    case .verb, .sort, .tab: return nil
    }
  }

  mutating func perform(_ item: PaletteItem) -> [Effect] {
    switch item {
    case .command(let command): return (command.room.map { go(to: $0) } ?? []) + perform(command)
    case .openCase(let name): return openCase(name)
    case .goTo(let point):
      let around = surroundings
      return go(to: .reading) + route(reading?.go(to: point, in: around) ?? [])
    case .magnify(let wanted):
      let around = surroundings
      return go(to: .reading) + route(reading?.magnify(to: wanted, in: around) ?? [])
    case .useTheme(let name): return themes.first { $0.name == name }.map { keep($0, insteadOf: theme) } ?? []
    case .sort(let key): return go(to: .queue) + inQueue { $0.sort(by: key, in: $1) }
    case .tab(let stage): return go(to: .queue) + inQueue { $0.show(stage, in: $1) }
    case .verb: return []
    }
  }

  /// Goes to a room as its own keys do: to a case means to the selected one where none is open.
  private mutating func go(to place: Room) -> [Effect] {
    guard place != room else { return [] }
    switch place {
    case .queue:
      uncoverRoom()
      return reading == nil ? [] : closeCase()
    case .gallery:
      uncoverRoom()
      return route(reading?.openGallery() ?? [])
    case .reading:
      uncoverRoom()
      reading?.gallery = nil
      return reading == nil ? queue.selected.map { open($0) } ?? [] : []
    case .model: return showModel()
    case .quality: return showQuality()
    }
  }

  private mutating func openCase(_ name: String) -> [Effect] {
    guard let file = queue.list.file(name) else { return [] }
    uncoverRoom()
    reading?.gallery = nil
    queue.select(file)
    return reading?.file.id == name ? [] : open(file)
  }
}
