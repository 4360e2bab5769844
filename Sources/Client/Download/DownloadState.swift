import Foundation

/// What a download does next, decided from what it has been told; it does no input or output itself.
struct DownloadState: Sendable {
    enum Action: Sendable, Equatable {
        /// Ask for the file from an offset on, then report `answered` or `failed`.
        case request(URL, from: Int64, ifRange: String?)
        /// Empty the part and remember that nothing of it counts.
        case restart
        /// Keep with the part what shows later that the file is still the same one.
        case remember(validator: String?)
        /// Read on, then report `received`, `ended` or `failed`.
        case read
        /// Drop the connection and wait.
        case wait(seconds: Double, after: DownloadError)
        /// Hold the part's sum against the file's, then report `summed`.
        case check
        /// Put the part in place: done.
        case finish
        /// Throw the part away, then give up.
        case discard(DownloadError)
        case fail(DownloadError)
    }

    private let request: DownloadRequest
    private var limits: DownloadLimits
    private var actions: [Action] = []
    /// The address of the present try, after redirects.
    private var url: URL
    private(set) var offset: Int64
    private var validator: String?
    private var redirects = 0
    private var tries = 0
    private var fruitlessTries = 0
    /// The highest offset before the present try: only what goes beyond it is a gain.
    private var furthest: Int64
    /// Some of the part's bytes come from an earlier answer.
    private var isPieced: Bool
    private var hasRestarted = false

    /// - Parameters:
    ///   - partBytes: what an earlier download left.
    ///   - validator: what it remembered.
    init(_ request: DownloadRequest, limits: DownloadLimits, partBytes: Int64, validator: String?) {
        self.request = request
        self.limits = limits
        self.validator = validator
        url = request.url
        offset = partBytes
        furthest = partBytes
        isPieced = partBytes > 0
        if partBytes > most {
            startOver()
            beginTry()
        } else if partBytes > 0, partBytes == request.bytes {
            actions = [.check]
        } else {
            beginTry()
        }
    }

    /// The most bytes that the file can have.
    private var most: Int64 { request.bytes ?? request.maxBytes }

    mutating func nextAction() -> Action {
        actions.isEmpty ? .read : actions.removeFirst()
    }

    /// The head of an answer is there.
    mutating func answered(_ answer: DownloadAnswer) {
        switch answer.status {
        case 200, 206: take(answer)
        case 301, 302, 303, 307, 308: follow(answer)
        case 416 where offset > 0:
            startOver()
            ask()
        case 408, 425, 429, 500...599: failed(refusal(answer.status))
        default: actions = [.fail(refusal(answer.status))]
        }
    }

    /// - Returns: whether these bytes belong to the file; false once the answer is too long.
    mutating func received(_ count: Int) -> Bool {
        guard offset + Int64(count) <= most else {
            actions = [.discard(tooLong("sends more than"))]
            return false
        }
        offset += Int64(count)
        return true
    }

    /// The answer's body is at its end.
    mutating func ended() {
        if let bytes = request.bytes, offset < bytes {
            return failed(
                DownloadError(
                    .wrongSize, "\(shown) ended after \(offset) of \(bytes) bytes. Try again, or later."))
        }
        actions = [.check]
    }

    /// A try came to nothing for a reason that may pass.
    mutating func failed(_ error: DownloadError) {
        tries += 1
        fruitlessTries = offset > furthest ? 0 : fruitlessTries + 1
        if offset > furthest { limits.backoff.reset() }
        furthest = max(furthest, offset)
        guard fruitlessTries < limits.fruitlessTries, tries < limits.tries else {
            actions = [.fail(error)]
            return
        }
        isPieced = isPieced || offset > 0
        actions = [.wait(seconds: limits.backoff.next(), after: error)]
        beginTry()
    }

    /// The sum of the part.
    mutating func summed(_ sum: String) {
        if sum == request.sha256 {
            actions = [.finish]
        } else if isPieced, !hasRestarted {
            // Pieces of two versions of the file, perhaps: one go from the start decides.
            hasRestarted = true
            startOver()
            beginTry()
        } else {
            actions = [
                .discard(
                    DownloadError(
                        .wrongSum,
                        """
                        \(shown) has the SHA-256 \(sum), not \(request.sha256): it is another file, or was changed on \
                        the way. Nothing of it is kept.
                        """))
            ]
        }
    }

    private mutating func take(_ answer: DownloadAnswer) {
        if let encoding = answer.encoding, encoding != "identity" {
            actions = [.fail(DownloadError(.badAnswer, "\(shown) is sent encoded as '\(PlainText.of(encoding))'."))]
            return
        }
        if answer.status == 206 {
            // Also an answer that skips bytes, or repeats some, is one to ask again without a range.
            guard offset > 0, let range = answer.range, range.first == offset, fits(range.total) else {
                guard offset > 0 else {
                    actions = [.fail(DownloadError(.badAnswer, "\(shown) sends a part of the file unasked."))]
                    return
                }
                startOver()
                return ask()
            }
        } else {
            // The whole: the file is another one now, or the server knows no ranges.
            if offset > 0 { startOver() }
            guard fits(answer.length) else {
                actions = [.discard(tooLong("has \(answer.length ?? 0) bytes instead of"))]
                return
            }
        }
        validator = answer.validator
        actions.append(.remember(validator: validator))
    }

    private func fits(_ total: Int64?) -> Bool {
        guard let total else { return true }
        return request.bytes.map { $0 == total } ?? (total <= most)
    }

    private mutating func follow(_ answer: DownloadAnswer) {
        redirects += 1
        guard redirects <= limits.redirects else {
            actions = [
                .fail(
                    DownloadError(
                        .redirect,
                        "\(RedirectRule.shown(request.url)) redirects more than \(limits.redirects) times."))
            ]
            return
        }
        do throws(DownloadError) {
            url = try RedirectRule.target(answer.location, from: url)
            ask()
        } catch {
            actions = [.fail(error)]
        }
    }

    private mutating func beginTry() {
        url = request.url
        redirects = 0
        ask()
    }

    private mutating func ask() {
        actions.append(.request(url, from: offset, ifRange: offset > 0 ? validator : nil))
    }

    private mutating func startOver() {
        offset = 0
        validator = nil
        isPieced = false
        actions.append(.restart)
    }

    private var shown: String { RedirectRule.shown(url) }

    private func refusal(_ status: Int) -> DownloadError {
        let advice =
            switch status {
            case 401, 403: "It may not be fetched by everybody."
            case 404, 410: "It is not there any more, or the address is wrong."
            case 408, 425, 429, 500...: "Try again later."
            default: "That is no file."
            }
        return DownloadError(.refused, "\(shown) answered \(status). \(advice)")
    }

    private func tooLong(_ what: String) -> DownloadError {
        DownloadError(.wrongSize, "\(shown) \(what) the \(most) bytes of the file: it is another file.")
    }
}
