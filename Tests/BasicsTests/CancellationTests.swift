import Basics
import Testing

@Suite("Stopping long work")
struct CancellationTests {
  @Test("it goes on until somebody asks for its end, and stays ended")
  func asked() throws {
    let cancellation = Cancellation()
    try cancellation.check()
    #expect(!cancellation.isCancelled)
    cancellation.cancel()
    cancellation.cancel()
    #expect(cancellation.isCancelled)
    #expect(throws: Cancelled.self) { try cancellation.check() }
  }

  @Test("who asks and who works share it")
  func shared() async throws {
    let cancellation = Cancellation()
    await Task { cancellation.cancel() }.value
    #expect(cancellation.isCancelled)
  }
}
