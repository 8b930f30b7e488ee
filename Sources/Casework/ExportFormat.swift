/// In which format what is known of a case leaves the workstation. Raw values are what an option takes.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// The report that a laboratory files.
  case pdf
  /// The same as one page of HTML.
  case html
  /// A FHIR R4B bundle, as JSON.
  case fhir
  /// An HL7 v2.5.1 message ORU^R01.
  case hl7
  /// Tiles, regions and bookmarks as QuPath's GeoJSON, one file per slide.
  case geojson
  /// The heat map over the slide, one picture per slide.
  case png
  /// Tiles as Sectra's patchCollection, one file per slide.
  case sectra
  /// A DICOM structured report.
  case structuredReport = "dicom-sr"
  /// The attention as a DICOM parametric map, one per slide.
  case parametricMap = "dicom-pm"
  /// Tiles as DICOM bulk annotations, one file per slide.
  case annotations = "dicom-ann"
}
