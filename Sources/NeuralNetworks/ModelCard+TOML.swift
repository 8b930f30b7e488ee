import TOMLKit

extension ModelCard {
  /// The sections in the order in which a person reads them. Within each, the keys are in the order of their letters.
  ///
  /// Each section is encoded by itself and they are joined: the encoder alone would sort the whole card by letters.
  func toml() throws(BundleFailure) -> String {
    do {
      let encoder = TOMLEncoder(options: [.allowMultilineStrings, .allowUnicodeStrings])
      let sections = try [
        encoder.encode(Head(self)), encoder.encode(["encoder": self.encoder]), encoder.encode(["training": training]),
        encoder.encode(["performance": performance]), encoder.encode(["members": members]),
        encoder.encode(["distribution": distribution]), encoder.encode(["combined": combined]),
        encoder.encode(["clinicalOnly": clinicalOnly]), encoder.encode(["curves": curves]),
      ]
      return sections.joined(separator: "\n\n") + "\n"
    } catch {
      throw .badCard(file: "model.toml", reason: "\(error)")
    }
  }

  private struct Head: Encodable {
    let format: Int
    let name, version: String
    let demonstration: Bool
    let description, aggregator: String

    init(_ card: ModelCard) {
      format = card.format
      name = card.name
      version = card.version
      demonstration = card.demonstration
      description = card.description
      aggregator = card.aggregator
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
    } catch {
      throw .badCard(file: file, reason: "\(error)")
    }
  }
}
