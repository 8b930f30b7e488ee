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
  /// Micrometres per pixel of slides that do not say it.
  package var mpp: Double?

  /// Default: answers into `answers` within, and no slides.
  package init(folder: String, answers: String? = nil, slides: String? = nil, mpp: Double? = nil) {
    self.folder = folder
    self.answers = answers ?? Self.ownAnswers(folder)
    (self.slides, self.mpp) = (slides, mpp)
  }

  /// Requires that messages can be read from the one folder, and answers be put into the other. Only the folder of
  /// answers within is ever made: where a share is gone, answers would be written onto the disk below it.
  ///
  /// - Throws: `noFolder`, `file`, `noAnswers`, `answersAmongOrders`.
  package func require() throws(OrderFailure) {
    try OrderInbox(path: folder).require()
    guard answers != Self.ownAnswers(folder) else { return }
    guard FilePaths.isFolder(answers) else { throw .noAnswers(path: answers) }
    guard !FilePaths.areSame(answers, folder) else { throw .answersAmongOrders(path: answers) }
  }

  private static func ownAnswers(_ folder: String) -> String { folder + "/answers" }
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
    try wishes.require()
    try inbox.prepare()
    do throws(FileFailure) { try Folder.make(wishes.answers) } catch { throw .file(error) }
    let lock = try files.lock()
    defer { withExtendedLifetime(lock) {} }
    var (book, report) = (try files.load(), OrderReport())
    do throws(OrderFailure) {
      let (names, unnamable) = try inbox.names()
      report.problems += unnamable.map { name in
        CommandFailure(.badData, "\(name.printable): the file's name is not written in UTF-8; give it another one")
      }
      for name in names { try await take(name, of: inbox, wishes, &book, &report) }
      if let slides = wishes.slides, !FilePaths.isFolder(slides) { throw .noSlides(path: slides) }
      for order in book.awaited { try await register(order, wishes, &book, &report) }
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
    let file = name.printable
    switch content {
    case .unsettled:
      report.notes.append("\(file): it was written to just now, and is left for the next time")
    case .ahead:
      report.notes.append(
        "\(file): it was written at a time that this machine's clock has not reached, and is left until then")
    case .gone: break
    case .tooLong(let read, let count): try refuse(read, of: inbox, .tooLong(bytes: count), wishes, &report)
    case .whole(let read):
      switch try await answer(to: read.bytes, name, &book, &report) {
      case .success(let answer):
        try put(answer, to: name, wishes)
        putAside(read, of: inbox, .taken, &report)
      case .failure(let failure): try refuse(read, of: inbox, failure, wishes, &report)
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
    _ file: OrderInbox.Read, of inbox: OrderInbox, _ failure: HL7Failure, _ wishes: OrderWishes,
    _ report: inout OrderReport
  ) throws(OrderFailure) {
    var sentence = "\(file.name.printable) is refused: \(failure.sentence)"
    if let header = HL7Header(of: file.bytes) {
      if header.isAnswer {
        sentence += "; it is an answer itself, so that nobody was answered"
      } else {
        let answer = OrderAnswer(facility: "", time: environment.clock.timestamp(), digest: digest)
        let message = try? HL7Message(parsing: file.bytes)
        try put(answer.refusing(failure, of: header, in: message, words: failure.sentence), to: file.name, wishes)
      }
    } else {
      sentence += "; it says no control id, so that nobody was answered"
    }
    report.problems.append(CommandFailure(.badData, sentence))
    putAside(file, of: inbox, .refused, &report)
  }

  /// Puts an answer there, whole or not at all, for its owner and group: whose orders they are stands there.
  private func put(_ answer: HL7Message, to name: String, _ wishes: OrderWishes) throws(OrderFailure) {
    let name = ExportedFile.stem(of: fileStem(name)) + "-" + answer.controlID + ".hl7"
    let (path, beside) = (wishes.answers + "/" + name, wishes.answers + "/." + name + ".partial")
    do throws(FileFailure) { try AtomicFile.write(Array(answer.text.utf8), to: path, by: beside, mode: 0o640) } catch {
      throw .answer(error)
    }
  }

  private func putAside(
    _ file: OrderInbox.Read, of inbox: OrderInbox, _ shelf: OrderInbox.Shelf, _ report: inout OrderReport
  ) {
    do throws(FileFailure) {
      guard try !inbox.put(file, on: shelf, digest: digest(file.bytes)) else { return }
      report.notes.append("\(file.name.printable): it was written anew meanwhile, and is left for the next time")
    } catch {
      report.problems.append(error.words)
    }
  }

  // MARK: Cases

  private func register(
    _ order: KnownOrder, _ wishes: OrderWishes, _ book: inout OrderBook, _ report: inout OrderReport
  ) async throws(OrderFailure) {
    if let record = try await records(of: [order.caseID])[order.caseID] {
      guard order.agrees(with: record) else {
        let sentence = "case \(order.caseID.printable) is registered, of another patient or of other slides"
        return report.problems.append(order.stillAwaited(CommandFailure(.badData, sentence)))
      }
      let line = "case \(order.caseID.printable) is registered, as order \(order.number.printable) awaits"
      report.lines.append(record.patient == nil ? line + "; it names no patient, and takes none of the order" : line)
    } else {
      guard let paths = arrived(order, wishes.slides) else { return }
      do { try await register(order, paths, wishes.mpp) } catch CaseStoreFailure.caseExists {
        let name = order.caseID.printable
        return report.notes.append("case \(name) was registered by somebody else just now; see the next time")
      } catch {
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
      slides.stamp(path).map { ($0.age(at: now) ?? now) >= OrderInbox.quiet } ?? false
    }
    return isThere ? paths : nil
  }

  private func register(_ order: KnownOrder, _ paths: [String], _ mpp: Double?) async throws {
    let cases = SlideCases(mpp: mpp, clinical: .init(), slides: slides, environment: environment)
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
  fileprivate func lines(_ file: String, _ cases: [AssignedNumber: String], isRepeated: Bool) -> [String] {
    let file = file.printable
    guard !isRepeated else { return ["\(file): it came before, and is answered as it was then"] }
    return orders.map { order in
      let number = "order \(order.placer.number.printable)"
      switch order.control {
      case .new: return "\(file): \(number) is taken as case \((cases[order.placer] ?? "").printable)"
      case .change: return "\(file): \(number) is changed"
      case .cancel: return "\(file): \(number) is taken back"
      }
    }
  }
}
