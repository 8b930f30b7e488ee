// Tests of SlidePictures.
