/// The media type that an upload is announced with. Only a hint: the service decides by content.
enum ImageContentType {
    static func of(name: String) -> String {
        let suffix = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
        return switch suffix?.lowercased() {
        case "jpg", "jpeg", "jpe", "jfif": "image/jpeg"
        case "png": "image/png"
        case "webp": "image/webp"
        case "gif": "image/gif"
        case "tif", "tiff": "image/tiff"
        case "bmp": "image/bmp"
        case "heic", "heif": "image/heif"
        default: "application/octet-stream"
        }
    }
}
