/// The whole screen: a function from the model to a frame.
package enum DashboardView {
    /// - Returns: the frame, of exactly the model's size, and where a text field wants the cursor.
    package static func render(_ model: Model) -> (frame: Frame, cursor: Position?) {
        var frame = Frame(size: model.size)
        let theme = model.theme
        let layout = model.layout
        var cursor: Position?
        if layout.shape == .tooSmall {
            TooSmallView.draw(on: &frame, theme: theme)
        } else {
            HeaderView.draw(model, in: layout.header, theme: theme, on: &frame)
            body(model, layout, theme, on: &frame)
            TipView.draw(model, theme: theme, on: &frame)
            if case .menu(let menu) = model.overlay { MenuView.draw(menu, model, theme: theme, on: &frame) }
            if let prompt = model.prompt { PromptPopup.draw(prompt, model, theme: theme, on: &frame) }
            ResultsLayerView.draw(model, theme: theme, on: &frame)
            cursor = FooterView.draw(model, in: layout.footer, theme: theme, on: &frame)
            if model.palette != nil { cursor = PaletteView.draw(model, theme: theme, on: &frame) }
        }
        frame.settlePictures()
        theme.ground(&frame)
        if !model.capabilities.unicode { ASCIIScreen.reduce(&frame) }
        return (frame, cursor)
    }

    private static func body(_ model: Model, _ layout: Layout, _ theme: Theme, on frame: inout Frame) {
        switch model.covering {
        case .job(let id, let scroll):
            DetailView.draw(id, scroll: scroll, model, theme: theme, on: &frame)
        case .file(let path):
            FileView.draw(path, model, theme: theme, on: &frame)
        case .help(let scroll):
            HelpView.draw(model, scroll: scroll, theme: theme, on: &frame)
        case .profiles(let cursor):
            ProfilesView.draw(model, cursor: cursor, theme: theme, on: &frame)
        case .picking(.marks): MarksView.draw(model, theme: theme, on: &frame)
        case .picking(.preflight): PreflightView.draw(model, theme: theme, on: &frame)
        case .picking(.recents): RecentsView.draw(model, theme: theme, on: &frame)
        case .review: ReviewView.draw(model, theme: theme, on: &frame)
        case .comparison: ComparisonView.draw(model, theme: theme, on: &frame)
        case .quitQuestion where model.screen == .stats, .question where model.screen == .stats,
            .menu where model.screen == .stats, nil where model.screen == .stats:
            StatsView.draw(model, theme: theme, on: &frame)
        case .quitQuestion, .question, .menu, .picking(.stopQuestion), nil:
            if model.sheetIsBelow, let sheet = model.sheet {
                SheetView.draw(sheet, model, theme: theme, on: &frame)
                return
            }
            if let rect = layout.files { FilesView.draw(model, in: rect, theme: theme, on: &frame) }
            if let rect = layout.preview { PreviewView.draw(model, in: rect, theme: theme, on: &frame) }
            if let rect = layout.topFive { TopFiveView.draw(model, in: rect, theme: theme, on: &frame) }
            if let rect = layout.log { LogView.draw(model, in: rect, theme: theme, on: &frame) }
            if let rect = layout.queue { QueueView.draw(model, in: rect, theme: theme, on: &frame) }
        }
    }
}
