extension WorkstationState {
  /// Takes what waits for the outbox: it stands in the last line until nothing does.
  mutating func receive(_ note: OutboxNote?) -> [Effect] {
    let before = outbox
    outbox = note
    guard withdrawalNote == nil else {
      // What can still be withdrawn stands in the last line, and matters more: why is said with the next try.
      outbox?.reason = ""
      return []
    }
    if let note, note.reason != before?.reason { return say(note.sentence) }
    return note == nil && before != nil ? say("The outbox has everything now.") : []
  }
}
