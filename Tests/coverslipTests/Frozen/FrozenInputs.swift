import Foundation

/// What the frozen outputs were made of, drawn here: the same tables and features each time, by integers alone, so that
/// no mathematical library has a say in them.
enum FrozenInputs {
  /// Numerical Recipes' linear congruential generator; its upper bits alone are used.
  private struct Draws {
    var state: UInt32

    /// An integer of 0..<`count`.
    mutating func below(_ count: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 12) % count
    }
  }

  /// A cohort of made-up patients whose follow-up follows their score, and their nodes a little. One patient in 40 has
  /// no nodes; one event in six is a death before any relapse (2), where `competing` asks for it.
  static func table(patients: Int, seed: UInt32, competing: Bool = false) -> String {
    var draws = Draws(state: seed)
    var rows = ["patient,time,event,age,grade,nodes,size,menopausal,risk"]
    for patient in 1...patients {
      let (age, grade, nodes) = (35 + draws.below(45), 1 + draws.below(3), max(0, draws.below(14) - 4))
      let (size, risk) = (5 + draws.below(40), 2 + draws.below(96))
      let hundredths = max(5, 150 + draws.below(1100) - 7 * risk - 9 * nodes)
      let happened = draws.below(100) < 20 + risk / 2
      let event = happened ? (competing && draws.below(6) == 0 ? 2 : 1) : 0
      rows.append(
        "P\(seed)-\(patient),\(decimal(hundredths)),\(event),\(age),\(grade),\(patient % 40 == 7 ? "NA" : "\(nodes)"),"
          + "\(size),\(age < 50 ? "pre" : "post"),\(decimal(risk))")
    }
    return rows.joined(separator: "\n") + "\n"
  }

  /// A cohort for a bundle, `cohort.csv` and its folder `features`: three tiles per patient, one patient without nodes.
  static func cohort(patients: Int, width: Int, in folder: String) throws {
    var draws = Draws(state: 77)
    var rows = ["patient,slide,time,event,age,grade,tumour_size_mm,positive_nodes,ki67,menopausal"]
    try FileManager.default.createDirectory(atPath: folder + "/features", withIntermediateDirectories: true)
    for patient in 0..<patients {
      let values = (0..<3 * width).map { _ in Float(draws.below(4096)) / 4096 }
      try safetensors(values, width: width).write(
        to: URL(fileURLWithPath: "\(folder)/features/P\(patient).safetensors"))
      let hundredths = 50 + draws.below(1000)
      rows.append(
        "P\(patient),slides/\(patient).tif,\(decimal(hundredths)),"
          + "\(draws.below(3) == 0 ? 1 : 0),\(35 + draws.below(45)),"
          + "\(1 + draws.below(3)),\(5 + draws.below(40)),\(patient == 5 ? "" : "\(draws.below(6))"),"
          + "\(draws.below(60)),\(draws.below(2) == 0 ? "pre" : "post")")
    }
    try (rows.joined(separator: "\n") + "\n").write(toFile: folder + "/cohort.csv", atomically: true, encoding: .utf8)
  }

  private static func decimal(_ hundredths: Int) -> String {
    let part = hundredths % 100
    return "\(hundredths / 100).\(part < 10 ? "0" : "")\(part)"
  }

  private static func safetensors(_ values: [Float], width: Int) -> Data {
    let shape = "[\(values.count / width),\(width)]"
    let header = #"{"features":{"dtype":"F32","shape":\#(shape),"data_offsets":[0,\#(values.count * 4)]}}"#
    var bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    bytes += Data(header.utf8)
    for value in values { bytes += withUnsafeBytes(of: value.bitPattern.littleEndian) { Data($0) } }
    return bytes
  }
}
