/// What a format's header says of the size.
enum HeaderScan: Equatable {
    /// Pixels.
    case size(width: Int, height: Int)
    /// The bytes end before the size does.
    case needsMore
    /// Why no size can be had from these bytes, however many follow.
    case broken(String)
    /// What is right and yet not read here, as the end of "The JPEG has".
    case unsupported(String)
}
