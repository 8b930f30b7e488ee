import Casework
import Microscopy
import TissueAnalysis

extension RenderSlide {
  /// Finds the tissue mask of a slide, by its index, as scoring does; which tiles were read stands in it where the case
  /// has a finding that may be told.
  ///
  /// - Throws: that the finding's tiles cannot be read.
  func mask(
    _ index: Int, of file: CaseFile
  ) throws(PictureFailure) -> (@Sendable () throws(PictureFailure) -> TissueMap)? {
    guard let record = file.slide(index) else { return nil }
    let tiles: PictureTiles?
    let result = file.withheld == nil ? file.finding?.resultFile : nil
    do { tiles = try result.map(access.tiles) } catch { throw .tiles(error) }
    return { [access] () throws(PictureFailure) in
      let slide: any SlideSource
      do throws(SlideOpenFailure) { slide = try access.scored.open(record.opening) } catch { throw .slide(error) }
      do throws(SlideReadFailure) {
        let survey = try TissueSurvey.survey(of: slide, mpp: record.mpp, workers: 2)
        return survey.map(of: slide.description, mpp: record.mpp, tiles?.slide(index))
      } catch {
        throw .pixels(path: record.path, error)
      }
    }
  }
}
