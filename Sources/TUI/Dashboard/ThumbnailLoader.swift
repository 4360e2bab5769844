/// Makes the small pictures of the contact sheet, two at a time, and gives up those that are no longer wanted.
actor ThumbnailLoader {
    /// More would take the processors from the service beside.
    private static let parallel = 2

    private let previews: PreviewLoader
    private let mailbox: MailboxDoor
    /// Not begun yet, the most urgent first.
    private var waiting: [PreviewRequest] = []
    private var running: [PreviewRequest: Task<Void, Never>] = [:]

    init(previews: PreviewLoader, mailbox: MailboxDoor) {
        self.previews = previews
        self.mailbox = mailbox
    }

    /// From now on only these are made, in this order; what has been begun of them goes on.
    func want(_ requests: [PreviewRequest]) {
        let wanted = Set(requests)
        for (request, task) in running where !wanted.contains(request) { task.cancel() }
        waiting = requests.filter { running[$0]?.isCancelled != false }
        fill()
    }

    private func fill() {
        while running.count < Self.parallel, let index = waiting.firstIndex(where: { running[$0] == nil }) {
            let request = waiting.remove(at: index)
            running[request] = Task { await make(request) }
        }
    }

    private func make(_ request: PreviewRequest) async {
        let result = await previews.picture(for: request, rests: false)
        if let result, !Task.isCancelled { mailbox.post(.thumbnail(request, result)) }
        running[request] = nil
        fill()
    }
}
