/// Whether a frame's cells are written in a way that erases a picture which stays where it is.
enum PictureDamage {
    /// A terminal library may write what lies between two changes of a row, and may clear to the end of a row that goes
    /// on with blanks: so a row counts as written when it changes on both sides of the picture, or on one side and the
    /// other is blank.
    static func touches(_ placed: PlacedPicture, _ frame: Frame, changesFrom before: Frame?) -> Bool {
        guard let before, before.size == frame.size else { return true }
        return placed.rows.contains { row in
            guard row < frame.size.rows else { return false }
            func changes(_ columns: Range<Int>) -> Bool {
                columns.contains { before[row, $0] != frame[row, $0] }
            }
            func isBlank(_ columns: Range<Int>) -> Bool {
                columns.allSatisfy { frame[row, $0] == .blank }
            }
            let end = min(placed.columns.upperBound, frame.size.columns)
            let left = 0..<min(placed.column, end)
            let right = end..<frame.size.columns
            if changes(left.upperBound..<end) { return true }
            let (leftChanges, rightChanges) = (changes(left), changes(right))
            return leftChanges && (rightChanges || isBlank(right)) || rightChanges && isBlank(left)
        }
    }
}
