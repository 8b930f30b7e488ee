import Basics
import Casework
import Documents
import Foundation
import Testing
import TransparencyLog

@testable import Exports

@Suite("A case that leaves as a message") struct MessagesTests {
  private let world: MessageWorld

  init() throws { world = try MessageWorld() }

  private func message(
    _ standing: MessageWorld.Standing, _ export: ExportCase? = nil, _ wishes: ExportWishes = ExportWishes()
  ) async throws -> HL7Message {
    let files = try await (export ?? world.export()).files(of: standing.rawValue, as: .hl7, wishes)
    let file = try #require(files.first)
    #expect(files.count == 1 && file.name == standing.rawValue + ".hl7")
    return try HL7Message(parsing: file.bytes)
  }

  private func bundle(
    _ standing: MessageWorld.Standing, _ wishes: ExportWishes = ExportWishes()
  ) async throws -> String {
    let files = try await world.export().files(of: standing.rawValue, as: .fhir, wishes)
    let file = try #require(files.first)
    #expect(files.count == 1 && file.name == standing.rawValue + ".fhir.json")
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// OBX-5 by the code of OBX-3.
  private func values(_ message: HL7Message) -> [String: String] {
    Dictionary(message.segments("OBX").map { ($0[3].text(), $0[5].text()) }) { first, _ in first }
  }

  @Test("is told in every standing, in both formats", arguments: MessageWorld.Standing.allCases)
  func everyStanding(_ standing: MessageWorld.Standing) async throws {
    let message = try await message(standing)
    #expect(message.segment("ORC")?[3].text() == standing.rawValue)
    #expect(message.segment("NTE") != nil && message.text.contains("Research use only, not a medical device."))
    #expect(try await bundle(standing).contains("Research use only, not a medical device."))
  }

  @Test("names its segments, its observations and their values, field by field")
  func fields() async throws {
    let message = try await message(.agreed)
    #expect(message.segments.map(\.name).prefix(4) == ["MSH", "PID", "ORC", "OBR"])
    #expect(message.segments.map(\.name).last == "SPM")
    let header = try #require(message.segment("MSH"))
    #expect(header[3].text() == "COVERSLIP" && header[7].text() == "20261102120000+0000")
    #expect(header[9].text(1) == "ORU" && header[9].text(2) == "R01" && header[11].text() == "T")
    let values = values(message)
    #expect(values["risk-5y"] == "6.25" && values["model-call"] == "high" && values["reader-call"] == "high")
    #expect(values["decision"] == "confirm" && values["comment"] == MessageWorld.hardWords)
    #expect(message.segments("OBX").allSatisfy { $0[11].text() == "F" })
    #expect(message.segment("OBR")?[25].text() == "F")
  }

  @Test("is preliminary until the laboratory takes results as final")
  func finals() async throws {
    let export = world.export(finalResults: false)
    for standing in [MessageWorld.Standing.agreed, .overridden, .amended] {
      let message = try await message(standing, export)
      #expect(message.segments("OBX").allSatisfy { $0[11].text() == "P" }, "\(standing)")
    }
    for standing in [MessageWorld.Standing.agreed, .overridden, .amended] {
      let file = try #require(try await export.files(of: standing.rawValue, as: .fhir).first)
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(text.contains("\"status\": \"preliminary\"") && !text.contains("\"status\": \"final\""))
    }
    #expect(try await bundle(.agreed).contains("\"status\": \"final\""))
    let amended = try await message(.amended)
    #expect(amended.segments("OBX").first?[11].text() == "C")
  }

  @Test("tells who the patient is only where that is asked for and permitted")
  func identities() async throws {
    for wishes in [ExportWishes(), .init(identities: true), .init(mayTellIdentities: true)] {
      let message = try await message(.agreed, nil, wishes)
      #expect(message.segment("PID")?[3].text() == "agreed" && message.segment("ORC")?[2].text() == "")
      let written = try await bundle(.agreed, wishes)
      #expect(!message.text.contains("P\\F\\1") && !written.contains("P|1") && written.contains("PSEUDED"))
    }
    let asked = ExportWishes(identities: true, mayTellIdentities: true)
    let message = try await message(.agreed, nil, asked)
    #expect(message.segment("PID")?[3].text() == MessageWorld.patient)
    #expect(message.segment("SPM")?[2].text() == MessageWorld.specimen)
    #expect(message.segment("ORC")?[2].text() == "A-1", "the number under which it was ordered")
    #expect(try await bundle(.agreed, asked).contains(#"P|1^~\\&"#))
  }

  @Test("proves the very reading that is told, whatever was signed after it")
  func proof() async throws {
    for standing in [MessageWorld.Standing.agreed, .overridden, .amended] {
      let reading = try #require(try world.file(standing).standing?.entryDigest)
      let entries = try world.store.entries(after: 0, limit: 1000)
      let entry = try #require(entries.first { $0.digest == reading })
      let values = values(try await message(standing))
      #expect(values["ledger-index"] == String(entry.sequence - 1), "\(standing)")
      let hashing = TreeHashing(digest: world.export().tools.cryptography.digest)
      #expect(values["ledger-leaf"] == Hexadecimal.text(hashing.leaf(entry.digestInput).bytes))
    }
  }

  @Test("is the same message whenever it is sent, and another one once it says something else")
  func controlIDs() async throws {
    let later = world.export(at: "2026-12-24T00:00:00Z")
    let first = try await message(.agreed)
    #expect(try await message(.agreed, later).controlID == first.controlID)
    let digest = try #require(try world.file(.agreed).standing?.entryDigest)
    try world.store.supplement("agreed", .addendum(text: "ER 90 %", to: digest), reviewer: "Bo")
    #expect(try await message(.agreed, later).controlID != first.controlID)
  }

  @Test("of a blinded case says nothing of the model, and needs no proof")
  func blinded() async throws {
    let message = try await message(.blinded)
    #expect(message.segments("OBX").isEmpty && !message.text.contains("6.25"))
    let written = try await bundle(.blinded)
    #expect(!written.contains("RiskAssessment") && !written.contains("6.25") && written.contains("HTEST"))
    #expect(!FileManager.default.fileExists(atPath: world.casebook + ".logkey"))
  }

  @Test("does not leave where the signature cannot be proved")
  func unproved() async throws {
    try "no key".write(toFile: world.casebook + ".logkey", atomically: true, encoding: .utf8)
    for format in [ExportFormat.fhir, .hl7] {
      do throws(ExportFailure) {
        _ = try await world.export().files(of: "agreed", as: format)
        Issue.record("it left")
      } catch {
        #expect(error.words.sentence.hasPrefix("the signature of case agreed cannot be proved: "))
      }
    }
    #expect(try await message(.scored).segments("OBX").isEmpty == false, "nothing of it is signed")
  }

  @Test("that is not there is named")
  func missing() async throws {
    do throws(ExportFailure) {
      _ = try await world.export().files(of: "agred", as: .hl7)
      Issue.record("it left")
    } catch { #expect(error.words.sentence.contains("agred")) }
  }

  // MARK: Work orders

  @Test("is an order to the laboratory where a reader waits for what it does, and the same whenever it is asked for")
  func workOrder() async throws {
    let files = try await world.export().workOrder(of: try world.file(.deferred))
    let file = try #require(files.first)
    let message = try HL7Message(parsing: file.bytes)
    #expect(files.count == 1 && file.name == "deferred.order-\(message.controlID).hl7")
    #expect(message.segment("MSH")?[9].text(2) == "O21" && message.segment("OBR")?[4].text() == "recut")
    #expect(message.segment("PID")?[3].text() == "deferred", "it tells the pseudonym")
    let later = try await world.export(at: "2026-12-24T00:00:00Z").workOrder(of: try world.file(.deferred))
    #expect(later.map(\.name) == [file.name])
  }

  @Test("asks the laboratory for nothing otherwise", arguments: MessageWorld.Standing.allCases)
  func noWorkOrder(_ standing: MessageWorld.Standing) async throws {
    guard standing != .deferred else { return }
    #expect(try await world.export().workOrder(of: try world.file(standing)).isEmpty)
  }
}
