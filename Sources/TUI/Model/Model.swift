package import API
package import Client
package import Foundation

/// Everything that the screen shows. Only `Update` changes it.
package struct Model: Sendable {
    package var size = Size(rows: 0, columns: 0)
    package var capabilities = TerminalCapabilities(colors: .trueColor, unicode: true)
    /// Wall time of the message that is being handled.
    package var now: Date

    package var profile: ServiceProfile
    /// What can be gone to; the one that is shown is among them.
    package var profiles: [ServiceProfile] = []
    package var profileChecks: [String: ProfileCheck] = [:]
    /// The action that a production service has just been confirmed for.
    var confirmed: Action?
    /// `embedded`, the profile's name or the URL.
    package var serviceName: String { profile.name }
    package let logPath: String
    /// The link to the terminal is slow: little is sent, and previews are small.
    package var isSlow = false
    /// What kind of service it is, and what it can't do.
    package var character = ServiceCharacter.top5
    package var limits: Limits?
    package var models: ModelList?
    package var connection: Connection = .connecting
    package var hasBeenLive = false
    /// Since when this service is shown.
    package var metAt: Date
    package var stats = StatsState()

    package var screen: Screen = .main
    package var focus: Pane = .files
    /// The list that had the focus last: its selection is what the other panes show and keys act on.
    package var list: Pane = .files
    package var files: FilesState
    package var queue = QueueState()
    /// Cancelling and forgetting, in the ten seconds in which they can be taken back.
    package var held: [HeldAction] = []
    package var nextNumber = 1
    /// Leaves as soon as what was held has been answered.
    package var quitsWhenSent: Date?
    package var filters = FilterBook()
    /// The job whose whole was asked for last.
    package var askedWhole: String?
    /// For the next submissions; nil is the service's default.
    package var chosenModel: String?
    package var uploads = UploadState()
    package var log = EventLog()
    package var statsScreen = StatsScreenState()
    /// While the service is not heard, or tells what was missed.
    package var away: Absence?
    /// What was said last about a time away, and when.
    var missed: (sentence: String, at: Date)?
    package var preflight: Preflight?
    /// The list of marks: the line under the cursor, and the first one on the screen.
    package var marksList = ListPosition()
    package var nextPickingNumber = 1
    package var preview = PreviewState()
    /// The contact sheet, also while something covers it.
    package var sheet: SheetState?

    package var results = ResultsState()

    package var overlay: Overlay?
    /// What the open question has covered.
    package var returnsTo: Overlay?
    /// The job of the open details, also after it has left the list.
    package var opened: Job?
    package var prompt: Prompt?
    package var palette: Palette?
    package var help = HelpState()
    package var memory = UserMemory()
    package var settings = Settings.standard
    package var mouse = MouseState()
    /// The terminal's, if it has told.
    package var background: Color?
    /// Keys of a sequence that is not complete yet.
    package var pendingKeys: [Key] = []
    package var note: Note?
    /// When the next `wake` message is due.
    package var wakeAt: Date?
    package var hasQuit = false

    package init(serviceName: String, logPath: String, folder: RawPath, now: Date) {
        profile = ServiceProfile(name: serviceName, address: serviceName)
        self.logPath = logPath
        self.now = now
        metAt = now
        files = FilesState(folder: folder)
    }

    /// A job that is known for any reason: loaded, submitted from here, or open.
    package func job(_ id: String) -> Job? {
        queue.job(id) ?? uploads.job(id) ?? (opened?.id == id ? opened : nil)
    }

    /// The connection as it is told: a service that starts beside the dashboard takes a moment, and that is no loss.
    package var shownConnection: Connection {
        !hasBeenLive && connection != .live && now < graceEnd ? .connecting : connection
    }

    /// Up to then a failure to connect goes unmentioned: 3 s after the start.
    package var graceEnd: Date { metAt.addingTimeInterval(3) }

    package var layout: Layout { Layout(size: size, focus: focus, screen: screen) }

    /// The key table, with the user's changes.
    package var keymap: Keymap { settings.keymap }

    package var theme: Theme { Theme(capabilities, choice: settings.theme, background: background) }
}
