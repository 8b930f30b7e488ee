import FeatureFiles
import Files
import Foundation

/// One JSON file beside the weights, as far as it concerns the forward pass. Every entry may be absent.
///
/// Three authors write such files: the exporter of the weights (`mean`, `std`, `layer_norm_eps` or `batch_norm_eps`,
/// `feature`, `tile_px`, `mpp`, `heads`, `name`), transformers (`config.json`: `num_attention_heads`, `hidden_act`,
/// `layer_norm_eps`; `preprocessor_config.json`: `image_mean`, `image_std`) and timm (`config.json`: `architecture`,
/// `global_pool`, `pretrained_cfg`, `model_args`).
struct ConfigurationFile: Decodable {
  var name: String?
  var mean, std, image_mean, image_std: [Double]?
  var do_normalize, do_rescale, do_resize, do_center_crop: Bool?
  var rescale_factor: Double?
  /// What a picture is scaled and cut to.
  var size, crop_size: Side?
  /// The size that the network was built for.
  var image_size: ConfigurationValue?
  var layer_norm_eps, batch_norm_eps: Double?
  var feature: String?
  var heads, num_heads, num_attention_heads: Int?
  var hidden_act: String?
  var qkv_bias: Bool?
  var tile_px: Int?
  var mpp: Double?
  var architecture, global_pool: String?
  var pretrained_cfg: Pretrained?
  var model_args: Arguments?

  /// How timm's weights want their pixels; `input_size` is channels, height, width.
  struct Pretrained: Decodable {
    var mean, std: [Double]?
    var input_size: [Int]?
  }

  /// A square's side, as transformers writes it: a number, `height` and `width`, or `shortest_edge`.
  struct Side: Decodable {
    /// `nil` where it is not a square.
    let pixels: Int?

    init(from decoder: any Decoder) throws {
      if let side = try? decoder.singleValueContainer().decode(Int.self) {
        pixels = side
        return
      }
      let sides = try decoder.singleValueContainer().decode([String: Int].self)
      let all = Set(["height", "width", "shortest_edge"].compactMap { sides[$0] })
      pixels = all.count == 1 ? all.first : nil
    }
  }

  /// What timm's architecture is built with.
  struct Arguments: Decodable {
    var num_heads: Int?
    var embed_dim: Int?
    var img_size: ConfigurationValue?
    var global_pool: String?
    var qkv_bias: Bool?
  }

  /// Names of the files that are looked for, in the order in which they are believed.
  static let names = ["config.json", "hf_config.json", "preprocessor_config.json"]
  /// Bytes; such a file has some hundred, a classifier's labels make it some hundred thousand.
  static let limit = 10_000_000

  /// Reads `path`, and all its entries as they are; `nil` where there is no such file.
  static func read(
    _ path: String
  ) throws(WeightsFailure) -> (file: ConfigurationFile, entries: [String: ConfigurationValue])? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let bytes: [UInt8]
    do { bytes = try WholeFile.read(path, limit: limit) } catch { throw .file(.file(error)) }
    do {
      let file = try JSONDecoder().decode(ConfigurationFile.self, from: Data(bytes))
      return (file, try JSONDecoder().decode([String: ConfigurationValue].self, from: Data(bytes)))
    } catch let DecodingError.typeMismatch(type, context), let DecodingError.valueNotFound(type, context) {
      let entry = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .configuration(file: path, entry: entry, expected: "\(type)", found: "another type")
    } catch let DecodingError.dataCorrupted(context) where !context.codingPath.isEmpty {
      let entry = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .configuration(
        file: path, entry: entry, expected: "a number of the kind that the entry has", found: "another one")
    } catch {
      // Python writes numbers that JSON does not have.
      let text = String(decoding: bytes, as: UTF8.self)
      let odd = ["NaN", "Infinity"].first { text.contains($0) }
      throw .configuration(file: path, entry: "the file", expected: "JSON", found: odd ?? "something else")
    }
  }

  /// Whether timm wrote it: its own defaults then hold.
  var isOfTimm: Bool { architecture != nil && pretrained_cfg != nil }
}
