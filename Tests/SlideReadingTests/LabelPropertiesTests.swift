import Microscopy
import Testing

@testable import SlideReading

@Suite("What a slide's file says of its label")
struct LabelPropertiesTests {
  @Test(
    "is found where its scanner writes it",
    arguments: [
      ("openslide.barcode", "S26-1"), ("dicom.BarcodeValue", "S26-1"), ("dicom.ContainerIdentifier", "S26-1"),
      ("leica.barcode", "S26-1\r\n"), ("philips.PIM_DP_UFS_BARCODE", "UzI2LTE="), ("argos.Barcode", "S26-1"),
      ("aperio.Barcode", "S26-1"), ("hamamatsu.Reference", " S26-1"), ("aperio.Title", "S26-1"),
    ])
  func places(property: String, value: String) throws {
    let label = try #require(LabelProperties.label(in: [property: value, "openslide.vendor": "x"]))
    #expect(label.text == "S26-1" && label.property == property)
  }

  @Test("is what was read from a barcode before what was typed; a place that says nothing is passed over")
  func order() {
    var properties = ["aperio.Title": "title", "aperio.Barcode": "code", "hamamatsu.Reference": "reference"]
    #expect(LabelProperties.label(in: properties)?.text == "code")
    properties["aperio.Barcode"] = " \u{200B}\u{7} "
    #expect(LabelProperties.label(in: properties)?.text == "reference")
    properties["openslide.barcode"] = "1"
    #expect(LabelProperties.label(in: properties)?.property == "openslide.barcode")
    #expect(LabelProperties.label(in: ["openslide.comment": "S26-1"]) == nil)
  }

  @Test("that is not what its place holds, or longer than any label, is none")
  func bad() {
    #expect(LabelProperties.label(in: ["philips.PIM_DP_UFS_BARCODE": "S26-1!"]) == nil)
    #expect(LabelProperties.label(in: ["aperio.Title": String(repeating: "x", count: 9000)]) == nil)
  }
}
