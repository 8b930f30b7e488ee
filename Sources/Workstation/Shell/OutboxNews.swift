extension WorkstationState {
  /// Takes whether what is signed leaves for the laboratory by itself.
  package mutating func take(hasOutbox: Bool) { exports.hasOutbox = hasOutbox }

  /// Tells again what waits, whole however long its reason is.
  mutating func tellOutbox() -> [Effect] {
    guard let outbox else { return say("Nothing waits for the outbox.") }
    return show(
      Problem(
        title: "Not in the outbox yet", detail: outbox.sentence,
        remedy: "It is tried again every half minute; what was signed is signed."))
  }

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
