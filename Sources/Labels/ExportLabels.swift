import Casework

extension ExportFormat {
  /// As shown: `PDF report`.
  public var label: String {
    switch self {
    case .pdf: "PDF report"
    case .html: "HTML report"
    case .fhir: "FHIR bundle"
    case .hl7: "HL7 message"
    case .geojson: "QuPath GeoJSON"
    case .png: "heat map"
    case .sectra: "Sectra patches"
    case .structuredReport: "DICOM structured report"
    case .parametricMap: "DICOM parametric map"
    case .annotations: "DICOM annotations"
    }
  }
}

extension ExportFormat: LabelledCode {}
