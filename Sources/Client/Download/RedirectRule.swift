import Foundation

/// Where a redirect may lead: to http or https, never from https down to http.
enum RedirectRule {
    /// - Parameter location: as the server wrote it, relative or not.
    /// - Throws: `DOWNLOAD_REDIRECT` with the address at fault.
    static func target(_ location: String?, from url: URL) throws(DownloadError) -> URL {
        guard let location, !location.isEmpty else {
            throw DownloadError(.redirect, "\(shown(url)) redirects to nowhere: its answer names no address.")
        }
        guard let target = URL(string: location, relativeTo: url)?.absoluteURL, target.host?.isEmpty == false else {
            throw DownloadError(
                .redirect, "\(shown(url)) redirects to '\(PlainText.of(location))', which is no address.")
        }
        switch (url.scheme?.lowercased(), target.scheme?.lowercased()) {
        case (_, "https"), ("http", "http"): return target
        case ("https", "http"):
            throw DownloadError(
                .redirect, "\(shown(url)) redirects to \(shown(target)), which is not encrypted: not followed.")
        default:
            throw DownloadError(
                .redirect, "\(shown(url)) redirects to \(shown(target)): only http and https are followed.")
        }
    }

    /// An address for a message: without a query, in which keys are often kept.
    static func shown(_ url: URL) -> String {
        var parts = URLComponents(url: url, resolvingAgainstBaseURL: true)
        parts?.query = nil
        parts?.user = nil
        parts?.password = nil
        return PlainText.of(parts?.string ?? url.path)
    }
}
