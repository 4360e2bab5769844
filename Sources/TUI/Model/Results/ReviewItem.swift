package import API

/// A picture to be judged.
package struct ReviewItem: Sendable, Equatable {
    package var jobID: String
    package var image: ImageInfo
    package var model: String
    /// Best first, at most five, at least one.
    package var prediction: [Prediction]

    /// nil for a job without a prediction.
    package init?(_ job: Job) {
        guard let prediction = job.prediction, !prediction.isEmpty else { return nil }
        jobID = job.id
        image = job.image
        model = job.model
        self.prediction = Array(prediction.prefix(5))
    }

    package var key: ReviewKey { ReviewKey(image: image.sha256.isEmpty ? jobID : image.sha256, model: model) }

    /// Top-1 minus top-2: how sure the model is of its choice. (Margin sampling; Scheffer, Decomain, Wrobel 2001.)
    ///
    /// Not top-1 alone: that is low wherever the labels are many and near, also where one of them clearly leads.
    package var margin: Double {
        prediction[0].score - (prediction.count > 1 ? prediction[1].score : 0)
    }

    package static func isLessCertain(_ left: ReviewItem, _ right: ReviewItem) -> Bool {
        if left.margin != right.margin { return left.margin < right.margin }
        if left.prediction[0].score != right.prediction[0].score {
            return left.prediction[0].score < right.prediction[0].score
        }
        return left.jobID > right.jobID
    }
}

/// Picks the least certain out of any number of jobs, in bounded memory.
package struct ReviewSelection: Sendable {
    /// Pictures that one review holds; the surer ones come with the next review.
    package static let capacity = 5000
    /// Labels that are offered for completion.
    private static let mostLabels = 20_000

    private var items: [ReviewItem] = []
    private var keys: Set<ReviewKey> = []
    private var labels: Set<String> = []
    /// Pictures that were looked at.
    package private(set) var considered = 0

    package init() {}

    /// Newest first: of a picture that was classified twice by one model the newest job counts.
    package mutating func add(_ job: Job) {
        guard job.status == .succeeded, let item = ReviewItem(job) else { return }
        if labels.count < Self.mostLabels { labels.formUnion(item.prediction.map(\.label)) }
        guard keys.insert(item.key).inserted else { return }
        considered += 1
        items.append(item)
        if items.count >= Self.capacity * 2 { shrink() }
    }

    package mutating func finish() -> (items: [ReviewItem], labels: [String]) {
        shrink()
        return (items, labels.sorted())
    }

    private mutating func shrink() {
        items.sort(by: ReviewItem.isLessCertain)
        if items.count > Self.capacity { items.removeLast(items.count - Self.capacity) }
    }
}
