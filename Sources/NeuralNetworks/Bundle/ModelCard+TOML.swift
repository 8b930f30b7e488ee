import Prognosis
import TOMLKit

extension ModelCard {
  /// The sections in the order in which a person reads them. Within each, the keys are in the order of their letters.
  ///
  /// Each section is encoded by itself: the encoder alone would sort the whole card by letters.
  func toml() throws(BundleFailure) -> String {
    do {
      var text = CardText()
      try text.write(Self.table(Head(self)))
      try text.write(Self.table(["encoder": encoder]))
      try text.write(Self.table(["training": training].compactMapValues(\.self)))
      try text.write(Self.table(performance.isEmpty ? [:] : ["performance": performance]))
      try text.write(Self.table(["members": members]))
      try text.write(Self.table(["aggregatorConfiguration": aggregatorConfiguration].compactMapValues(\.self)))
      try text.write(Self.table(["distribution": distribution].compactMapValues(\.self)))
      try text.write(Self.table(["trainingMembers": trainingMembers].compactMapValues(\.self)))
      try text.write(Self.table(["tileCohort": tileCohort].compactMapValues(\.self)))
      try text.write(Self.table(["combined": combined]))
      try text.write(Self.table(["clinicalOnly": clinicalOnly].compactMapValues(\.self)))
      try text.write(Self.table(curves.isEmpty ? [:] : ["curves": curves]))
      return text.lines.joined(separator: "\n") + "\n"
    } catch {
      throw .badCard(file: "model.toml", reason: "\(error)")
    }
  }

  private static func table(_ value: some Encodable) throws -> TOMLTable { try TOMLEncoder().encode(value) }

  private struct Head: Encodable {
    let format: Int
    let name, version: String
    let demonstration: Bool
    let description, aggregator: String
    let slideScore: String?
    /// Written for people; what is read back follows from the figures.
    let cautions: [String]?

    init(_ card: ModelCard) {
      format = card.format
      name = card.name
      version = card.version
      demonstration = card.demonstration
      description = card.description
      aggregator = card.aggregator
      slideScore = card.slideScore
      cautions = card.cautions.isEmpty ? nil : card.cautions.map(\.code)
    }
  }

  private struct Format: Decodable { let format: Int }

  /// Reads a card; `file` is for errors. The version of the layout is looked at first, so that a newer card is told as
  /// such and not as one that lacks an entry.
  init(toml: String, file: String) throws(BundleFailure) {
    do {
      let format = try TOMLDecoder().decode(Format.self, from: toml).format
      guard format == Self.currentFormat else {
        throw BundleFailure.unsupportedFormat(file: file, expected: Self.currentFormat, found: format)
      }
      self = try TOMLDecoder().decode(ModelCard.self, from: toml)
    } catch let failure as BundleFailure {
      throw failure
    } catch PrognosisFailure.inconsistent(let part) {
      throw .inconsistent(file: file, what: part, expected: "a value that fits the others", found: "another")
    } catch {
      throw .badCard(file: file, reason: "\(error)")
    }
  }
}
