import Foundation
import HTTPTypes
import Hummingbird

/// Who a request comes from, for fair turns and for the eye; not proof of anything.
enum ClientName {
    static let maxBytes = 64

    /// `X-Client`, else the product of `User-Agent` ("curl"), else "http".
    static func of(_ request: Request) -> String {
        let product = request.headers[.userAgent]?.split(whereSeparator: { "/ ".contains($0) }).first.map(String.init)
        return sane(request.headers[.client]) ?? sane(product) ?? "http"
    }

    /// Printable ASCII without spaces, so that it can stand in a filter and in a log.
    private static func sane(_ name: String?) -> String? {
        guard let name, (1...maxBytes).contains(name.utf8.count), name.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return name
    }
}
