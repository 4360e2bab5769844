/// The contact sheet.
extension Strings {
    static let sheet = "Contact sheet"
    static let sheetEmpty = "There is nothing to show yet."
    static let notClassified = "not classified"

    static let helpSheet = "contact sheet: the marked images, the folder's, or the filter's jobs"
    static let hintSheet = "sheet"
    static let helpLeft = "one picture to the left"
    static let helpRight = "one picture to the right"
    static let inSheet = "in the contact sheet"
    static let nothingForSheet = "There is no image in this folder to show: mark some, or open a folder with images."
    static let noJobsForSheet = "There is no job to show yet."
    static let firstPicture = "This is the first picture."
    static let lastPicture = "This is the last picture."
}
