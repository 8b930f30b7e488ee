import Documents
import Testing

@testable import Exports

@Suite("A report in the outbox")
struct OutboxReportTests {
  @Test("names the proof in a report as the file beside it is called, and the entry as it counts")
  func proof() async throws {
    let (world, place) = (try ExportWorld(), try OutboxWorld())
    let export = world.export
    let outbox = Outbox(
      of: world.store, beside: place.casebook, folder: ExportFolder(place.folder), formats: [.html],
      clock: OutboxWorld.clock
    ) { export.maker }
    try await outbox.begin()
    #expect(await outbox.send(older: true).exit == nil)
    let proof = try #require(place.files.first { $0.hasSuffix(".html.tlog-proof") })
    #expect(proof.hasPrefix("S1-5-signed-"), "the entry's number counts from 1")
    let html = try #require(place.text(endingIn: ".html"))
    #expect(html.contains("\(proof), beside this report") && html.contains("5 of 5 (index 4)"))
  }
}
