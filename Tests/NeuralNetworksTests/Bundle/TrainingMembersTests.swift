import Foundation
import SurvivalStatistics
import Testing

@testable import NeuralNetworks

@Suite("Who a bundle was trained on")
struct TrainingMembersTests {
  private static let patients = SyntheticCohort().patients(6, seed: 4).map(\.training)

  private static func digests(_ patients: [TrainingPatient]) -> [PatientDigest] {
    patients.map { PatientDigest($0.bag, $0.outcome) }
  }

  @Test("a patient is found again under another name and with the tiles in another order, and nobody else is")
  func found() throws {
    let members = TrainingMembers(Self.digests(Array(Self.patients.prefix(4))), salt: "table", workers: 2)
    let third = Self.patients[2]
    let width = third.bag.width
    let reversed = (0..<third.bag.count).reversed().flatMap { third.bag.features[$0 * width..<($0 + 1) * width] }
    let turned = TrainingPatient(
      id: "renamed", bag: try #require(Bag(features: reversed, count: third.bag.count, width: width)),
      outcome: SurvivalTime(time: third.outcome.time * 12 / 12 + 1e-12, event: third.outcome.event))
    let changed = TrainingPatient(
      id: "patient 1", bag: Self.patients[1].bag,
      outcome: SurvivalTime(time: Self.patients[1].outcome.time + 0.01, event: Self.patients[1].outcome.event))
    let asked = [Self.patients[5], turned, changed, Self.patients[0]]
    #expect(members.indices(of: Self.digests(asked), workers: 3) == [1, 3])
  }

  @Test("the hashes are the same on one worker and on three, follow from the salt, and tell no order")
  func bytes() throws {
    let members = TrainingMembers(Self.digests(Self.patients), salt: "table", workers: 1)
    #expect(TrainingMembers(Self.digests(Self.patients.reversed()), salt: "table", workers: 3).bytes == members.bytes)
    #expect(TrainingMembers(Self.digests(Self.patients), salt: "another", workers: 1).bytes != members.bytes)
    let read = try TrainingMembers(members.bytes, file: "members", salt: "table")
    #expect(read == members && read.count == 6)
  }

  @Test("a file that is none is refused", arguments: ["", "training-members/1\n", "ff\n"])
  func refused(text: String) {
    #expect(throws: BundleFailure.self) {
      try TrainingMembers(Array(text.utf8), file: "members", salt: "table")
    }
  }
}
