// SlidePictures: see Sources/README.md.
