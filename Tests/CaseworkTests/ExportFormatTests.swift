import Casework
import Testing

@Suite("Formats of exports") struct ExportFormatTests {
  @Test("are named on the command line as they always were")
  func names() {
    #expect(
      ExportFormat.allCases.map(\.rawValue) == [
        "pdf", "html", "fhir", "hl7", "geojson", "png", "sectra", "dicom-sr", "dicom-pm", "dicom-ann",
      ])
  }
}
