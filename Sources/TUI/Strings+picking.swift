/// What the picker says: marks, the look before sending, sending, paths.
extension Strings {
    // Keys
    static let helpRange = "mark a range: v at its start, then v, Space or Enter at its end; u takes its marks away"
    static let helpGlob = "mark by pattern: *.jpg, img[0-9]?.{png,webp}; with a minus in front, take marks away"
    static let helpTree = "mark every image of the folder under the cursor and of all below it"
    static let helpInvert = "turn the marks of this folder's images round"
    static let helpShowMarks = "list what is marked"
    static let helpSortFiles = "sort by name, by time, by size"
    static let helpGoTo = "go to a path; Tab completes it"
    static let helpRecents = "folders in which something was done"
    static let helpHome = "to the home folder"
    static let helpPauseSending = "pause sending; again: go on"
    static let helpStopSending = "cancel all that has not been sent (asks)"
    static let helpUnmark = "in the list of marks: take the mark away"
    static let helpUnmarkAllMarks = "in the list of marks: take all away"
    static let helpSubmitMarks = "in the list of marks: classify them"
    static let helpShowMarked = "in the list of marks: show the file in its folder"
    static let helpSendChecked = "before sending: send the images that will be taken"
    static let helpUnmarkRefused = "before sending: take the marks of refused files away"
    static let helpGoRecent = "in the list of recent folders: go there"
    static let helpClosePicking = "close the list"
    static let helpStopSendingYes = "yes, cancel what has not been sent"

    static let hintRange = "mark range"
    static let hintUnmark = "unmark"
    static let hintUnmarkAll = "unmark all"
    static let hintShowMarked = "show"
    static let hintSendChecked = "send"
    static let hintUnmarkRefused = "unmark the refused"
    static let hintGoRecent = "go there"
    static let hintStopSending = "cancel"
    static let hintGoOnSending = "go on"

    // Marks
    static func marked(_ count: Int, _ bytes: String) -> String { "\(Shown.count(count)) marked · \(bytes)" }
    static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(Shown.count(count)) files" }
    static func images(_ count: Int) -> String { count == 1 ? "1 image" : "\(Shown.count(count)) images" }
    static func folders(_ count: Int) -> String { count == 1 ? "1 folder" : "\(Shown.count(count)) folders" }
    static func inRange(_ count: Int, _ bytes: String) -> String { "\(Shown.count(count)) in range · \(bytes)" }
    static let noFileInRange = "There is no file in that range."
    static func rangeMarked(_ count: Int, of total: Int) -> String {
        count == total ? "\(files(count)) marked." : "\(files(count)) marked, \(Shown.count(total)) in all."
    }
    static func unmarked(_ count: Int) -> String { "The marks of \(files(count)) are taken away." }
    static func noGlobMatch(_ pattern: String) -> String { "No file here matches \(pattern)." }
    static func globMatches(_ count: Int, _ bytes: String, unmarks: Bool) -> String {
        "\(unmarks ? "unmarks" : "marks") \(files(count)) · \(bytes)"
    }
    static let countingMatches = "counting…"
    static let marksTitle = "Marked"
    static func walking(_ tree: TreeWalk) -> String {
        "\(tree.name): \(images(tree.images.count)) in \(folders(tree.folders)) so far   Esc stops"
    }
    static func treeStopped(_ name: String) -> String { "Stopped: nothing of \(name) was marked." }

    static func treeMarked(_ tree: TreeWalk, isCut: Bool) -> String {
        var sentence = "\(images(tree.images.count)) in \(folders(tree.folders)) marked"
        if isCut { sentence += ", the most that one walk takes" }
        var rest: [String] = []
        if tree.unreadable > 0 {
            let which = tree.problem.map { " (\($0))" } ?? ""
            rest.append("\(folders(tree.unreadable)) can't be read\(which)")
        }
        if tree.links > 0 {
            rest.append("\(tree.links == 1 ? "1 link" : "\(tree.links) links") to folders not followed")
        }
        if tree.others > 0 { rest.append("\(files(tree.others)) not by the name of an image") }
        return rest.isEmpty ? sentence + "." : sentence + "; " + rest.joined(separator: ", ") + "."
    }

    // The list
    static func orderWord(_ order: FileOrder) -> String {
        switch order {
        case .name: "by name"
        case .newest: "newest first"
        case .largest: "largest first"
        }
    }
    static func sorted(_ order: FileOrder) -> String { "Sorted \(orderWord(order))." }
    static func readSoFar(_ count: Int) -> String { "reading… \(Shown.count(count)) so far" }

    // Paths
    static let noHome = "HOME is not set, so there is no home folder to go to."
    static func cannotGo(_ path: String, _ reason: String) -> String { "\(path): \(reason)." }
    static let recentsTitle = "Recent folders"
    static let noRecents = "No recent folders yet: one is noted when files are marked or sent in it."
    static let noCompletion = "nothing fits"

    static func pasted(_ pasted: PastedFiles) -> String {
        var parts: [String] = []
        if !pasted.files.isEmpty { parts.append("\(files(pasted.files.count)) marked") }
        if pasted.folders.count == 1, pasted.files.isEmpty, pasted.missing.isEmpty {
            parts.append("To the pasted folder")
        }
        if pasted.others > 0 { parts.append("\(pasted.others) not regular files") }
        if let first = pasted.missing.first {
            let more = pasted.missing.count - 1
            parts.append("not found: \(first)" + (more > 0 ? " and \(Shown.count(more)) more" : ""))
        }
        if pasted.isCut { parts.append("only the first \(Shown.count(PastedPaths.mostLines)) lines were looked at") }
        return parts.isEmpty ? "\(folders(pasted.folders.count)) pasted." : parts.joined(separator: "; ") + "."
    }
}
