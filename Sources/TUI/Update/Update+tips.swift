/// Tips for beginners: once each, also over several runs.
extension Update {
    static func tellTip(_ model: inout Model) -> [Effect] {
        if model.memory.isOn, model.list == .queue, model.memory.told.contains(.queue) { model.memory.dismiss(.queue) }
        guard let tip = model.tip, TipView.fits(tip, model), model.memory.tell(tip) else { return [] }
        return [.remember(.tip(tip))]
    }
}
