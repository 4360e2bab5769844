import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /openapi.json`.
struct DocumentRoutes {
    func add(to router: Router<ServiceRequestContext>) {
        router.get("/openapi.json") { _, _ -> Response in
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(bytes: try OpenAPIDocument.text.get())))
        }
    }
}
