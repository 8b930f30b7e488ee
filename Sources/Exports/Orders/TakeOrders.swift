import Basics
import Casework
import Documents
import Files
import Labels
import Sentences
import UseCases

/// Where orders arrive, and what is done with them.
package struct OrderWishes: Hashable, Sendable {
  /// The folder with the messages, absolute.
  package var folder: String
  /// The folder for the answers, absolute.
  package var answers: String
  /// The folder in which the slides of orders arrive, absolute; `nil` where nobody is to look for them.
  package var slides: String?

  /// Default: answers into `answers` within, and no slides.
  package init(folder: String, answers: String? = nil, slides: String? = nil) {
    self.folder = folder
    self.answers = answers ?? folder + "/answers"
    self.slides = slides
  }
}

/// Takes the orders of a folder, answers each message, and registers the cases whose slides are there.
///
/// What a message orders is kept before it is answered, and it is put aside after that: whenever this ends, nothing is
/// lost, and what is done again gives the same.
package struct TakeOrders: Sendable {
  private let store: any CaseStore
  private let files: OrderFiles
  private let slides: SlideAccess
  private let environment: UseCaseEnvironment
  private let digest: Digest

  /// - Parameters:
  ///   - store: in which cases are registered.
  ///   - files: where orders are kept.
  ///   - digest: SHA-256.
  package init(
    _ store: any CaseStore, files: OrderFiles, slides: SlideAccess, environment: UseCaseEnvironment,
    digest: @escaping Digest
  ) {
    self.store = store.opened(for: .program)
    (self.files, self.slides, self.environment, self.digest) = (files, slides, environment, digest)
  }

  /// Takes what has arrived.
  ///
  /// - Returns: what became of each file and of what was awaited; the last problem may be what kept the rest from being
  ///   looked at.
  /// - Throws: why nothing was taken at all.
  package func callAsFunction(_ wishes: OrderWishes) async throws(OrderFailure) -> OrderReport {
    let inbox = OrderInbox(path: wishes.folder)
    try inbox.prepare()
    do throws(FileFailure) { try Folder.make(wishes.answers) } catch { throw .file(error) }
    let lock = try files.lock()
    defer { withExtendedLifetime(lock) {} }
    var (book, report) = (try files.load(), OrderReport())
    do throws(OrderFailure) {
      for name in try inbox.names() { try await take(name, of: inbox, wishes, &book, &report) }
      for order in book.awaited { try await register(order, wishes.slides, &book, &report) }
    } catch { report.problems.append(error.words) }
    return report
  }

  // MARK: Messages

  private func take(
    _ name: String, of inbox: OrderInbox, _ wishes: OrderWishes, _ book: inout OrderBook,
    _ report: inout OrderReport
  ) async throws(OrderFailure) {
    let content: OrderInbox.Content
    do throws(FileFailure) { content = try inbox.content(of: name, now: environment.clock.seconds()) } catch {
      return report.problems.append(error.words)
    }
    switch content {
    case .unsettled:
      report.notes.append("\(name.printable): it was written to just now, and is left for the next time")
    case .tooLong(let beginning, let count):
      try refuse(name, of: inbox, beginning, .tooLong(bytes: count), wishes, &report)
    case .whole(let bytes):
      switch try await answer(to: bytes, name, &book, &report) {
      case .success(let answer):
        try put(answer, to: name, wishes)
        putAside(name, of: inbox, .taken, bytes, &report)
      case .failure(let failure): try refuse(name, of: inbox, bytes, failure, wishes, &report)
      }
    }
  }

  /// Takes a message; the answer, or why it is not taken.
  private func answer(
    to bytes: [UInt8], _ name: String, _ book: inout OrderBook, _ report: inout OrderReport
  ) async throws(OrderFailure) -> Result<HL7Message, HL7Failure> {
    let message: LaboratoryOrders
    do throws(HL7Failure) { message = try LaboratoryOrders(parsing: bytes) } catch { return .failure(error) }
    let cases = book.cases(of: message, digest)
    let known = try await records(of: Set(cases.values))
    var next = book
    do throws(HL7Failure) {
      try next.take(message, among: known, at: environment.clock.timestamp(), digest: digest)
    } catch { return .failure(error) }
    if next != book { try files.save(next) }
    report.lines += message.lines(name, cases, isRepeated: next == book)
    book = next
    let answer = OrderAnswer(facility: "", time: book.answeredAt(message) ?? "", digest: digest)
    return .success(answer.accepting(message, cases: cases, patient: book.patient(of: message)))
  }

  private func refuse(
    _ name: String, of inbox: OrderInbox, _ bytes: [UInt8], _ failure: HL7Failure, _ wishes: OrderWishes,
    _ report: inout OrderReport
  ) throws(OrderFailure) {
    var sentence = "\(name.printable) is refused: \(failure.sentence)"
    if let header = HL7Header(of: bytes) {
      let answer = OrderAnswer(facility: "", time: environment.clock.timestamp(), digest: digest)
      try put(answer.refusing(failure, of: header, words: failure.sentence), to: name, wishes)
    } else {
      sentence += "; it says no control id, so that nobody was answered"
    }
    report.problems.append(CommandFailure(.badData, sentence))
    putAside(name, of: inbox, .refused, bytes, &report)
  }

  private func put(_ answer: HL7Message, to name: String, _ wishes: OrderWishes) throws(OrderFailure) {
    let name = ExportedFile.stem(of: fileStem(name)) + "-" + answer.controlID + ".hl7"
    let file = ExportedFile(name: name, bytes: Array(answer.text.utf8))
    do throws(ExportFailure) { try ExportFolder(wishes.answers).put([file]) } catch { throw .answer(error) }
  }

  private func putAside(
    _ name: String, of inbox: OrderInbox, _ shelf: OrderInbox.Shelf, _ bytes: [UInt8], _ report: inout OrderReport
  ) {
    do throws(FileFailure) { try inbox.put(name, on: shelf, digest: digest(bytes)) } catch {
      report.problems.append(error.words)
    }
  }

  // MARK: Cases

  private func register(
    _ order: KnownOrder, _ folder: String?, _ book: inout OrderBook, _ report: inout OrderReport
  ) async throws(OrderFailure) {
    if let record = try await records(of: [order.caseID])[order.caseID] {
      guard order.agrees(with: record) else {
        let sentence = "case \(order.caseID.printable) is registered, of another patient or of other slides"
        return report.problems.append(order.stillAwaited(CommandFailure(.badData, sentence)))
      }
      report.lines.append("case \(order.caseID.printable) is registered, as order \(order.number.printable) awaits")
    } else {
      guard let paths = arrived(order, folder) else { return }
      do { try await register(order, paths) } catch {
        let failure = words(for: error) ?? CommandFailure(.ourFault, sentence(of: error))
        return report.problems.append(order.stillAwaited(failure))
      }
      let slides = paths.count.counted("slide")
      report.lines.append(
        "registered case \(order.caseID.printable) with \(slides), for order \(order.number.printable)")
    }
    book.register(order)
    try files.save(book)
  }

  /// The paths of an order's slides; `nil` where one of them is not there, or is still being written.
  private func arrived(_ order: KnownOrder, _ folder: String?) -> [String]? {
    guard let folder, !order.slides.isEmpty else { return nil }
    let paths = order.slides.map { folder + "/" + $0 }
    let now = environment.clock.seconds()
    let isThere = paths.allSatisfy { path in
      slides.stamp(path).map { now - ($0.written ?? 0) >= OrderInbox.quiet } ?? false
    }
    return isThere ? paths : nil
  }

  private func register(_ order: KnownOrder, _ paths: [String]) async throws {
    let cases = SlideCases(mpp: nil, clinical: .init(), slides: slides, environment: environment)
    guard var record = try cases.one(order.caseID, paths).cases.first else { return }
    record.patient = order.patient.isEmpty ? nil : order.patient
    record.extra[PatientIdentity.orderColumn] = order.number
    if !order.specimen.isEmpty { record.extra["specimen"] = order.specimen }
    try await RegisterCases(slides: slides, notices: environment.notices)([record], in: store)
  }

  /// The cases of these names that are in the casebook.
  private func records(of names: Set<String>) async throws(OrderFailure) -> [String: Case] {
    var records: [String: Case] = [:]
    for name in names {
      do throws(CaseStoreFailure) { records[name] = try await store.caseFile(name).record } catch {
        if case .noSuchCase = error { continue }
        throw .store(error)
      }
    }
    return records
  }
}

extension KnownOrder {
  /// What keeps its case from being registered.
  fileprivate func stillAwaited(_ failure: CommandFailure) -> CommandFailure {
    CommandFailure(failure.exit, "order \(number.printable) is still awaited: \(failure.sentence)")
  }
}

extension LaboratoryOrders {
  /// What became of it, one line per order.
  fileprivate func lines(_ file: String, _ cases: [String: String], isRepeated: Bool) -> [String] {
    let file = file.printable
    guard !isRepeated else { return ["\(file): it came before, and is answered as it was then"] }
    return orders.map { order in
      let number = "order \(order.placer.printable)"
      switch order.control {
      case .new: return "\(file): \(number) is taken as case \((cases[order.placer] ?? "").printable)"
      case .change: return "\(file): \(number) is changed"
      case .cancel: return "\(file): \(number) is taken back"
      }
    }
  }
}
