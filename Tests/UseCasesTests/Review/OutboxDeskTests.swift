import Synchronization
import Testing
import Workstation

@testable import UseCases

@Suite("What is signed at the workstation, on its way to the laboratory")
struct OutboxDeskTests {
  /// Answers what it is told to, one answer per pass.
  private final class Sender: OutboxSender {
    private let answers: Mutex<[OutboxNote?]>
    init(_ answers: OutboxNote?...) { self.answers = Mutex(answers) }
    func sendWaiting() async -> OutboxNote? { answers.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
  }

  private static let gone = OutboxNote(cases: 1, reason: "there is no folder /srv/results")

  /// A desk, what it tells, and what it puts off until later.
  private func desk(
    _ sender: Sender
  ) -> (OutboxDesk, told: AsyncStream<Action>, later: AsyncStream<@Sendable () -> Void>) {
    let (told, posted) = AsyncStream.makeStream(of: Action.self)
    let (later, put) = AsyncStream.makeStream(of: (@Sendable () -> Void).self)
    return (OutboxDesk(sender, later: { put.yield($0) }) { posted.yield($0) }, told, later)
  }

  @Test("is tried again as long as something waits, and not once nothing does")
  func retries() async throws {
    let (desk, told, later) = desk(Sender(Self.gone, Self.gone, nil))
    var (news, tries) = (told.makeAsyncIterator(), later.makeAsyncIterator())
    desk.send()
    for _ in 0..<2 {
      #expect(await news.next() == .outboxTold(Self.gone))
      let again = try #require(await tries.next())
      again()
    }
    #expect(await news.next() == .outboxTold(nil))
    desk.send()
    #expect(await news.next() == .outboxTold(nil))
    desk.finish()
  }

  @Test("is sent no more once the reader has left")
  func finished() async {
    let (desk, told, _) = desk(Sender(Self.gone))
    var news = told.makeAsyncIterator()
    desk.send()
    #expect(await news.next() == .outboxTold(Self.gone))
    desk.finish()
    desk.send()
  }
}
