/// What the prompts of an export and of a review do with keys of their own.
extension Update {
    /// - Returns: nil where the key means the same as in every prompt.
    static func resultsPromptKey(_ key: Key, _ model: inout Model) -> [Effect]? {
        switch model.prompt?.purpose {
        case .reviewLabel:
            switch key {
            case .tab, .down: completeLabel(by: 1, &model)
            case .backTab, .up: completeLabel(by: -1, &model)
            case .enter: return nil
            default:
                model.results.review?.completion = nil
                return nil
            }
            return []
        case .exportPath:
            // The panes below stay as they are while a name is typed.
            return [.up, .down, .pageUp, .pageDown].contains(key) ? [] : nil
        default: return nil
        }
    }
}
