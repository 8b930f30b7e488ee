/// Names that hold the name of a person: barcodes of The Cancer Genome Atlas.
///
/// `TCGA-BH-A0B3-01Z-00-DX1` is the first diagnostic slide of the patient `TCGA-BH-A0B3`: project, tissue source site
/// and participant are the first twelve characters (GDC, "TCGA Barcode"). Two rows with one participant are one person,
/// whatever follows.
public enum PatientBarcode {
  /// The participant of a barcode, in capitals; any other name as it is.
  public static func person(_ name: String) -> String { participant(name) ?? name }

  /// `TCGA-XX-YYYY` of a barcode or a file that is named after one; `nil` of any other name.
  public static func participant(_ name: String) -> String? {
    let parts = name.uppercased().split(whereSeparator: { "-._ ".contains($0) })
    guard parts.count >= 3, parts[0] == "TCGA", parts[1].count == 2, parts[2].count == 4,
      (parts[1] + parts[2]).utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    else { return nil }
    return parts[0...2].joined(separator: "-")
  }
}
