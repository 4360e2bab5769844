/// Why a row of numbers has no answer, in the words of the tutorial's section 3.1.3.
enum FeatureRefusal: Error, Equatable {
    /// No feature model is there, or it can't be used.
    case notLoaded
    /// The body is no JSON, or has no `features`.
    case noFeatures
    /// `features` is no list of as many values as the model takes.
    case noRow(count: Int)
    /// The values can't be classified; in Python's words where it has some.
    case failed(String)

    var status: Int {
        switch self {
        case .noFeatures, .noRow: 400
        case .notLoaded, .failed: 500
        }
    }

    var message: String {
        switch self {
        case .notLoaded: "模型未加载，服务不可用"
        case .noFeatures: "请求体必须是包含 'features' 键的JSON"
        case .noRow(let count): "'features' 必须是一个包含\(count)个数值的列表"
        case .failed(let reason): "处理请求时发生错误: \(reason)"
        }
    }
}
