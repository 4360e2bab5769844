package import API

/// Which two models, each as `name@version`.
package struct ModelPair: Sendable, Equatable {
    package enum Side: Sendable, Equatable, CaseIterable {
        case a, b
    }

    package var a: String
    package var b: String

    package subscript(side: Side) -> String { side == .a ? a : b }

    package func side(of model: String) -> Side? {
        model == a ? .a : model == b ? .b : nil
    }
}

package struct ComparisonRequest: Sendable, Equatable {
    package enum Pictures: Sendable, Equatable {
        case files([RawPath])
        case jobs(JobScope)
    }

    package var number: Int
    package var models: ModelPair
    package var pictures: Pictures
}

/// A picture that a model has not seen yet.
package struct MissingResult: Sendable, Equatable {
    package var sha256: String
    package var name: String
    package var source: PreviewRequest.Source
    package var model: String
    package var side: ModelPair.Side
}

/// The two models are being chosen.
package struct ModelChoice: Sendable, Equatable {
    package var models: [ModelInfo]
    /// Places in `models`.
    package var a: Int
    package var b: Int
    package var cursor: Int
    package var pictures: ComparisonRequest.Pictures

    /// Classifiers only; the default one is A, the next one B.
    /// - Returns: nil when there are not two.
    package init?(_ list: [ModelInfo], pictures: ComparisonRequest.Pictures) {
        models = list.filter { $0.task == "image-classification" && $0.state != "unusable" }
        guard models.count >= 2 else { return nil }
        a = models.firstIndex { $0.isDefault } ?? 0
        b = a == 0 ? 1 : 0
        cursor = b
        self.pictures = pictures
    }

    package var pair: ModelPair { ModelPair(a: models[a].id, b: models[b].id) }

    /// What was the other one's goes to it in exchange: the two are never the same.
    package mutating func choose(_ side: ModelPair.Side) {
        switch side {
        case .a:
            if b == cursor { b = a }
            a = cursor
        case .b:
            if a == cursor { a = b }
            b = cursor
        }
    }

    package mutating func swap() { (a, b) = (b, a) }

    package mutating func moveCursor(by distance: Int) {
        cursor = min(max(0, cursor + distance), models.count - 1)
    }
}
