import Casework
import Foundation
import Microscopy
import Testing

@testable import Exports

@Suite("The report of a case, as it leaves")
struct CaseReportExportTests {
  private let world: ExportWorld

  init() throws { world = try ExportWorld() }

  @Test("is named after the case, and the proof of its last signature lies beside it")
  func proof() async throws {
    let files = try await world.export.files(of: "S1", as: .html)
    #expect(files.map(\.name) == ["S1.html", "S1.html.tlog-proof"])
    let html = String(decoding: files[0].bytes, as: UTF8.self)
    #expect(html.contains("5 of 5 (index 4), the last signature of this case"))
    #expect(html.contains("S1.html.tlog-proof, beside this report"))
    let proof = String(decoding: files[1].bytes, as: UTF8.self)
    #expect(proof.hasPrefix("c2sp.org/tlog-proof@v1\nindex 4\n"))
  }

  @Test("as PDF begins as one, and is the same every time")
  func pdf() async throws {
    let files = try await world.export.files(of: "S1", as: .pdf)
    #expect(files.map(\.name) == ["S1.pdf", "S1.pdf.tlog-proof"])
    #expect(files[0].bytes.starts(with: Array("%PDF-".utf8)))
    #expect(try await world.export.files(of: "S1", as: .pdf) == files)
  }

  @Test("has no file beside it where one alone is taken, and says so")
  func alone() async throws {
    let page = try await world.page(ExportWishes(standsAlone: true))
    #expect(page.names == ["S1.html"])
    #expect(page.html.contains("not made beside it"))
  }

  @Test("takes another name for both files")
  func named() async throws {
    let page = try await world.page(ExportWishes(name: "filed.htm"))
    #expect(page.names == ["filed.htm", "filed.htm.tlog-proof"])
    #expect(page.html.contains("filed.htm.tlog-proof, beside this report"))
  }

  @Test("tells the patient only where that is asked for and the right is there")
  func identities() async throws {
    #expect(!(try await world.page().html.contains("P-17")))
    #expect(!(try await world.page(ExportWishes(identities: true)).html.contains("P-17")))
    #expect(!(try await world.page(ExportWishes(mayTellIdentities: true)).html.contains("P-17")))
    let told = ExportWishes(identities: true, mayTellIdentities: true)
    #expect(try await world.page(told).html.contains("P-17"))
  }

  @Test("of an unknown case is refused as the casebook does")
  func unknown() async {
    await #expect(throws: ExportFailure.self) { try await world.export.files(of: "S9", as: .pdf) }
  }

  // MARK: Pictures

  @Test("shows each slide with its heat map, and the eight tiles that moved the model most")
  func pictures() async throws {
    var pictures = ReportPictures(world.export.tools)
    let made = await pictures.pictures(of: try world.store.caseFile("S1"))
    #expect(made.heat.map(\.slide) == [0, 1])
    #expect(made.heat.map(\.image.width) == [640, 640])
    #expect(made.heat.map(\.micronsPerPixel) == [1, 1])
    #expect(made.tiles.count == ReportPictures.mostTiles)
    #expect(made.tiles.map(\.slide) == [1, 1, 1, 1, 1, 1, 0, 0])
    #expect(made.tiles.allSatisfy { $0.image.width == 224 && $0.image.height == 224 && $0.micronsPerPixel == 0.5 })
    #expect(made.ranking == "by contribution" && made.unreadable.isEmpty)
    #expect(made.tiles[0].detail.contains("15.38") && made.tiles[0].detail.contains("+0.015"))
  }

  @Test("names a slide that cannot be read, and shows the others")
  func unreadable() async throws {
    var world = world
    world.opener = MemorySlideOpener(["/slides/A.svs": .slide(try ExportWorld.slide())])
    let page = try await world.page()
    #expect(page.html.contains("Pictures of slide 2: it could not be read for this report"))
    #expect(page.html.contains("Slides with heat maps") || page.html.contains("Slide with heat map"))
    #expect(page.names.count == 2)
  }

  @Test("says that the tiles cannot be read")
  func noTiles() async throws {
    var world = world
    world.lacksTiles = true
    #expect(try await world.page().html.contains("Neither heat map nor tiles"))
  }

  @Test("shows nothing of a finding whose file is another one than was recorded, and says so on the page and beside it")
  func changedTiles() async throws {
    let world = try ExportWorld(resultDigest: String(repeating: "b", count: 64))
    var tools = world.export.tools
    for (digest, isShown) in [("b", true), ("c", false)] {
      tools.resultDigest = { _ in String(repeating: digest, count: 64) }
      let report = try await ExportCase(store: world.store, tools: tools).files(of: "S1", as: .html)[0]
      let html = String(decoding: report.bytes, as: UTF8.self)
      #expect(html.contains("what the model made of each tile was changed since it was recorded") != isShown)
      #expect(report.remarks.isEmpty == isShown)
    }
    #expect(world.whenRead.count == 2)
    for format in [ExportFormat.geojson, .png, .sectra] {
      let refused = await #expect(throws: ExportFailure.self) {
        try await ExportCase(store: world.store, tools: tools).files(of: "S1", as: format)
      }
      #expect(refused?.words.sentence.contains("f-1.safetensors: this file was changed") == true)
    }
  }

  @Test("says to whoever asked what is missing in it")
  func remarks() async throws {
    var world = world
    #expect(try await world.export.files(of: "S1", as: .html).flatMap(\.remarks).isEmpty)
    world.opener = MemorySlideOpener(["/slides/A.svs": .slide(try ExportWorld.slide())])
    let slide = try await world.export.files(of: "S1", as: .html).flatMap(\.remarks)
    #expect(slide.count == 1 && slide[0].contains("B.svs"))
    world.lacksTiles = true
    world.shelf.protect()
    let both = try await world.export.files(of: "S1", as: .html).flatMap(\.remarks)
    #expect(both.contains { $0.contains("neither heat map nor tiles") })
  }

  @Test("has no pictures of a finding that is withheld: its tiles are not even read")
  func withheld() async throws {
    var file = CaseFile(record: try ExportWorld.record(), status: .scored, finding: ExportWorld.finding)
    file.ownProtocol = .blindedFirst
    var pictures = ReportPictures(world.export.tools)
    let made = await pictures.pictures(of: file.disclosed(to: .anybody))
    #expect(made.heat.isEmpty && made.tiles.isEmpty && world.whenRead.count == 0)
  }

  // MARK: Changes and faults

  @Test("tells what was added while it was made, under the proof of that")
  func changed() async throws {
    let world = world
    world.whenRead.act { count in if count == 0 { try? world.add("ER 90 %") } }
    let page = try await world.page()
    #expect(page.html.contains("ER 90") && page.html.contains("6 of 6 (index 5)"))
  }

  @Test("of a case that changes each time is not made, and one sentence says so")
  func changing() async throws {
    let world = world
    world.shelf.whenLocked.act { count in try? world.add("addendum \(count)") }
    await #expect(throws: ExportFailure.changing(id: "S1")) { try await world.export.files(of: "S1", as: .html) }
  }

  @Test("of a casebook whose log cannot be written has no seal and no proof, and says why")
  func readOnly() async throws {
    world.shelf.protect()
    let page = try await world.page()
    #expect(page.names == ["S1.html"])
    #expect(page.html.contains("No proof of the ledger was made for this report: the log"))
  }

  @Test("has its seal on media that cannot be written, where the log signed these entries before")
  func readOnlyAfterwards() async throws {
    _ = try await world.page()
    world.shelf.protect()
    #expect(try await world.page().names.count == 2)
  }
}
